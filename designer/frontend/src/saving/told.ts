/** What becomes of one's work, in the words that the cards show and that are spoken. */

import { t } from "@/i18n";
import { dateAndTime } from "@/i18n/times";
import type { Page } from "@/page";

/** `at`: when it was drawn, in ms since 1970. */
export function toldLeft(at: number, { language }: Page): string {
  return t("saving:left_here", { when: dateAndTime(at, language) });
}
