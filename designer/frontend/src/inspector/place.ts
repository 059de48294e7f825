/** Messages name the place first, down to the parameter or the output; there that need not be read again. */

import { quoted } from "@/i18n/quotes";

const LANGUAGES = ["ru", "en"] as const;

export function withoutPlace(message: string, title: string, output = ""): string {
  const names = LANGUAGES.map((language) => quoted(title, language));
  const named = names.find((name) => message.startsWith(name));
  if (named === undefined) return message;
  const rest = afterColon(message.slice(named.length));
  const label = LANGUAGES.map((language) => quoted(output, language)).find((label) => rest.includes(label));
  const left = label ? afterColon(rest.slice(rest.indexOf(label) + label.length)) || rest : rest;
  return left ? left.charAt(0).toUpperCase() + left.slice(1) : message;
}

function afterColon(text: string): string {
  return /^[^:]*: (.+)$/s.exec(text)?.[1] ?? "";
}
