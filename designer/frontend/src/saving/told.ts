/** What becomes of one's work, in the words that the cards show and that are spoken. */

import { shownKey } from "@/commands/keys";
import { t } from "@/i18n";
import { dateAndTime } from "@/i18n/times";
import type { Page } from "@/page";
import type { Refusal, SavingFacts } from "./state";

type Merged = NonNullable<SavingFacts["mergedFrom"]>;

/** `at`: when it was drawn, in ms since 1970. */
export function toldLeft(at: number, { language }: Page): string {
  return t("saving:left_here", { when: dateAndTime(at, language) });
}

/** Whose work was taken in, and how much of it. */
export function toldMerged({ name, count }: Merged, { user }: Page): string {
  return name === user.name
    ? t("saving:merged_with_oneself", { count })
    : t("saving:merged", { name: name || t("saving:somebody"), count });
}

/** Why nothing is saved, and what can be done about it. */
export function toldRefusal({ kind, words }: Refusal, { language }: Page): string {
  if (kind === "problem") return `${t("saving:refused")} ${words[language]}`;
  return t(`saving:${kind}_told`, { all: shownKey("Mod+A"), copy: shownKey("Mod+C") });
}
