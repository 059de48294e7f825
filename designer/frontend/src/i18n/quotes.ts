/** Quotes as the reader's language writes them. */

import type { Language } from "@/document/catalogue";

const QUOTES: Readonly<Record<Language, readonly [string, string]>> = {
  ru: ["\u00ab", "\u00bb"],
  en: ["\u201c", "\u201d"],
};

export function quoted(text: string, language: Language): string {
  const [open, close] = QUOTES[language];
  return `${open}${text}${close}`;
}
