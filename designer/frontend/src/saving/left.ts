/** What an earlier visit left unsaved in this browser: whether it is worth bringing back. */

import { isSame } from "@/document/same";
import type { ScenarioDocument } from "@/document/types";
import type { Entry } from "./journal";
import type { SentMarks } from "./sent";

/** `found`: the draft that the server has. Not when it holds the same, or what this browser sent after it. */
export function isWorthIt(
  entry: Entry,
  found: { readonly document: ScenarioDocument; readonly number: number },
  sent: SentMarks,
): boolean {
  const isOlder =
    entry.base !== found.number &&
    sent.has(found.document) &&
    !entry.unanswered.some((one) => isSame(one, found.document));
  return !isOlder && !isSame(entry.document, found.document);
}
