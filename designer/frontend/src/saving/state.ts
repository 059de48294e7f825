/** How the draft is kept just now, for everything on the page that tells of it. */

import { create } from "zustand";
import type { components } from "@/api";
import type { Words } from "@/document/catalogue";
import { received } from "@/document/receiving";
import type { ScenarioDocument } from "@/document/types";

export type SavingKind = "saved" | "dirty" | "saving" | "offline" | "conflict" | "refused";

/** The draft that somebody else saved since ours was read. */
export interface Theirs {
  readonly document: ScenarioDocument;
  readonly number: number;
  readonly changedBy: string;
  /** When it was saved, in ms since 1970. */
  readonly at: number;
}

/**
 * Why the server does not take the draft: nobody is logged in any more, the role does not allow it any more, the
 * scenario is deleted, or whatever it says itself.
 */
export interface Refusal {
  readonly kind: "log_in" | "role" | "gone" | "problem";
  readonly words: Words;
}

export interface SavingFacts {
  readonly kind: SavingKind;
  /** When the draft that the server has was saved, in ms since 1970. */
  readonly at: number;
  /** Whether a crash of this tab would lose nothing. */
  readonly isJournaled: boolean;
  /** The document that both sides began with, and the other side; while `conflict`. */
  readonly base: ScenarioDocument | null;
  readonly theirs: Theirs | null;
  readonly refusal: Refusal | null;
  /** Whether there was unsaved work of an earlier visit when the page was opened. */
  readonly hadLeft: boolean;
  /** When unsaved work of an earlier visit was drawn that comes back once this window may draw; null: there is none. */
  readonly leftAt: number | null;
  /**
   * The drawing with the unsaved work of an earlier visit put back, and what the server had in its place. Only until
   * anything else is drawn, by anybody: that would be let go together with it.
   */
  readonly restored: { readonly document: ScenarioDocument; readonly over: ScenarioDocument } | null;
  /** How many parts of somebody else's work were taken in at the last merge, and whose. */
  readonly mergedFrom: { readonly name: string; readonly count: number } | null;
}

export const useSaving = create<SavingFacts>(() => startingFacts(Date.now()));

/** Of a page just opened; `at`: when its draft was saved. */
export function startingFacts(at: number): SavingFacts {
  return {
    kind: "saved",
    at,
    isJournaled: true,
    base: null,
    theirs: null,
    refusal: null,
    hadLeft: false,
    leftAt: null,
    restored: null,
    mergedFrom: null,
  };
}

export function theirsOf(draft: components["schemas"]["Draft"] & { readonly changed_by?: string }): Theirs {
  return {
    document: received(draft.document),
    number: draft.number,
    changedBy: draft.changed_by ?? "",
    at: Date.parse(draft.changed_at),
  };
}
