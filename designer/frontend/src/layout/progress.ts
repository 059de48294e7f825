/** Whether the drawing is being tidied up, and the way to stop that. */

import { create } from "zustand";
import type { ScenarioDocument } from "@/document/types";

/** What is to be tidied up: all of the document, or what is chosen. */
interface Wish {
  readonly document: ScenarioDocument;
  readonly chosen: ReadonlySet<string> | null;
}

interface Tidying {
  readonly cancel: AbortController | null;
  readonly wish: Wish | null;
}

const NOTHING: Tidying = { cancel: null, wish: null };

export const useTidying = create<Tidying>(() => NOTHING);

/**
 * Begins, instead of whatever other tidy-up was under way; aborting the controller ends it. null: this very one is
 * under way already, as after the first half of a double click.
 */
export function startTidying(wish: Wish): AbortController | null {
  const { cancel: other, wish: before } = useTidying.getState();
  if (before?.document === wish.document && before.chosen === wish.chosen) return null;
  other?.abort("replaced");
  const cancel = new AbortController();
  useTidying.setState({ cancel, wish });
  return cancel;
}

/** Ends the tidy-up of this controller; another one that took its place goes on. */
export function stopTidying(cancel: AbortController): void {
  if (useTidying.getState().cancel === cancel) useTidying.setState(NOTHING);
}
