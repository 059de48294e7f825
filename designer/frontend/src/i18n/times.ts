/** Times and dates as the reader's language writes them. */

import type { Language } from "@/document/catalogue";

/** English here is that of the 24-hour clock and of the day before the month. */
const LOCALES: Readonly<Record<Language, string>> = { ru: "ru", en: "en-GB" };
const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

/** `at`: ISO or ms since 1970; such as "14:05". */
export function clockTime(at: string | number, language: Language): string {
  return new Date(at).toLocaleTimeString(LOCALES[language], { hour: "2-digit", minute: "2-digit" });
}

/** Such as "25 Nov 2026, 14:05", in Russian with the whole month and no «г.»: as the other pages write it. */
export function dateAndTime(at: string | number, language: Language): string {
  const month = language === "ru" ? "long" : "short";
  const format = new Intl.DateTimeFormat(LOCALES[language], { day: "numeric", month, year: "numeric" });
  const day = format
    .formatToParts(new Date(at))
    .filter(({ type }) => type !== "literal")
    .map(({ value }) => value)
    .join(" ");
  return `${day}, ${clockTime(at, language)}`;
}

/** Such as "12 minutes ago"; null within the last minute. */
export function timeAgo(atMs: number, nowMs: number, language: Language): string | null {
  const minutes = Math.floor((nowMs - atMs) / MINUTE_MS);
  if (minutes < 1) return null;
  const format = new Intl.RelativeTimeFormat(LOCALES[language]);
  if (minutes < HOUR_MINUTES) return format.format(-minutes, "minute");
  if (minutes < DAY_MINUTES) return format.format(-Math.floor(minutes / HOUR_MINUTES), "hour");
  return format.format(-Math.floor(minutes / DAY_MINUTES), "day");
}
