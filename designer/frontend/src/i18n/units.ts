/** Numbers with the unit that a parameter is declared with. */

import type { Language } from "@/document/catalogue";
import { t } from "./index";

/** `5` as "5 s"; what is reckoned while a call is there stays as it is written. */
export function withUnit(text: string, unit: unknown, language: Language): string {
  const isNumber = /^\d+([.,]\d+)?$/.test(text);
  return unit && isNumber ? `${text} ${t(`inspector:unit_${unit}`, { lng: language })}` : text;
}
