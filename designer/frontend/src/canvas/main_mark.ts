/** Marking the output by which the main path leaves a node, and taking the mark away: one step of undo, spoken. */

import { realOutput } from "@/document/folding";
import { isMarkedMain, markMain, mayBeMain, unmarkMain } from "@/document/main_output";
import type { OutputRef } from "@/document/types";
import type { Workplace } from "@/editor/context";
import { t } from "@/i18n";
import { outputName } from "@/revisions/telling";
import { announce } from "@/speech/announce";

interface Chosen {
  readonly output: OutputRef;
  readonly isMarked: boolean;
}

/** The output of the chosen wire, or the one that the keyboard is at; null when it can have no mark. */
export function chosenOutput({ editor }: Workplace): Chosen | null {
  const { document, selection, focused, focusedOutput } = editor.store.getState();
  const atKeyboard = focused && focusedOutput ? realOutput({ source: focused, key: focusedOutput }) : null;
  const output = selection.wire ?? atKeyboard;
  if (!output) return null;
  const isMarked = isMarkedMain(document, output);
  return isMarked || mayBeMain(document, output) ? { output, isMarked } : null;
}

export function toggleMainMark({ editor, catalogue, page }: Workplace, output: OutputRef | undefined): void {
  if (!output) return;
  const { document } = editor.store.getState();
  const isMarked = isMarkedMain(document, output);
  editor.edit((current) => (isMarked ? unmarkMain(current, output.source) : markMain(current, output)));
  const title = outputName(output, catalogue, page.language, document);
  announce(t(isMarked ? "canvas:said_unmarked_main" : "canvas:said_marked_main", { title }));
}
