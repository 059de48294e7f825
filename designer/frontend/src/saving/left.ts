/** What an earlier visit left unsaved in this browser: whether it is worth bringing back, and beside what. */

import { isSame } from "@/document/same";
import type { ScenarioDocument } from "@/document/types";
import { clashes, withOtherIds } from "./clashes";
import type { Entry } from "./journal";
import type { Journaling } from "./journaling";
import { merge } from "./merge";
import type { SentMarks } from "./sent";

/** A draft as the server has it. */
interface Found {
  readonly document: ScenarioDocument;
  readonly number: number;
}

/** The journal's entry of an earlier visit. It comes back when the edit lock has answered; one may draw before that. */
export class Left {
  private early: { readonly entry: Promise<Entry | null>; readonly found: Found } | null = null;
  private isOver = false;

  constructor(
    private readonly journaling: Journaling,
    private readonly sent: SentMarks,
  ) {}

  /** The journal is about to be written over; `found`: what the server had by then. */
  keep(found: Found): void {
    if (!this.isOver) this.early ??= { entry: this.journaling.read(), found };
  }

  /** From now on the journal holds what this page draws, and nothing else. */
  end(): void {
    this.isOver = true;
    this.early = null;
  }

  /** Null: there is none, or the server has it or later work; then it is forgotten. `found` is null while this page has unsaved work. */
  async entry(found: () => Found | null): Promise<Entry | null> {
    const entry = await (this.early?.entry ?? this.journaling.read());
    const over = this.early?.found ?? found();
    if (!entry || !over) return null;
    if (isWorthIt(entry, over, this.sent)) return entry;
    if (!this.early) this.journaling.forget();
    return null;
  }
}

/** Not when the server holds the same, or what this browser sent after it. */
function isWorthIt(entry: Entry, found: Found, sent: SentMarks): boolean {
  const isOlder =
    entry.base !== found.number &&
    sent.has(found.document) &&
    !entry.unanswered.some((one) => isSame(one, found.document));
  return !isOlder && !isSame(entry.document, found.document);
}

/** What was left, with what has been drawn here since `found` was opened: that came later. */
export function withDrawn(
  left: ScenarioDocument,
  found: ScenarioDocument,
  drawn: ScenarioDocument,
): ScenarioDocument {
  if (drawn === found) return left;
  return merge(found, withOtherIds(drawn, clashes(found, drawn, left)), left).document;
}
