/** The words of the page in both languages, a file a room: `t("canvas:undo")` is `undo` in `canvas.json`. */

import i18next from "i18next";
import type { Language } from "@/document/catalogue";

const files = {
  ru: import.meta.glob<Record<string, string>>("./ru/*.json", { eager: true, import: "default" }),
  en: import.meta.glob<Record<string, string>>("./en/*.json", { eager: true, import: "default" }),
};

/** The words of a language by room. */
export function wordsOf(language: Language): Record<string, Record<string, string>> {
  return Object.fromEntries(
    Object.entries(files[language]).map(([path, words]) => [path.replace(/^.*\/|\.json$/g, ""), words]),
  );
}

export async function startI18n(language: Language): Promise<void> {
  await i18next.init({
    lng: language,
    fallbackLng: false,
    defaultNS: "shell",
    resources: { ru: wordsOf("ru"), en: wordsOf("en") },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  plain.clear();
}

/** Words without anything to fill in, as they were looked up: a letter typed asks for dozens of them. */
const plain = new Map<string, string>();

/** The words of a key; `options` are what stands between the braces, and the `count` that chooses the form. */
export function t(key: string, options?: Readonly<Record<string, unknown>>): string {
  if (options) return i18next.t(key, options);
  let words = plain.get(key);
  if (words === undefined) {
    words = i18next.t(key);
    plain.set(key, words);
  }
  return words;
}

/** The language that `t` speaks. */
export function currentLanguage(): Language {
  return i18next.language === "ru" ? "ru" : "en";
}
