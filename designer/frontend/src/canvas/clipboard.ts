/** Copy, cut and paste as JSON text: through the browser's own events, or by menu through its clipboard. */

import { shownAs, withHidden } from "@/document/folding";
import { copyText, isCopyOf, paste } from "@/document/pasting";
import { removeNodes } from "@/document/removing";
import type { Point } from "@/document/types";
import type { Workplace } from "@/editor/context";
import { foldingIn } from "@/editor/shown";
import { NOTHING } from "@/editor/store";
import { t } from "@/i18n";
import { showNodes } from "@/overview/fit";
import { announce } from "@/speech/announce";
import { tell } from "./notices";
import { middle, placeUnderPointer } from "./pointer";

/** With what is hidden by a collapsed frame: it goes where its card goes. */
function chosen(place: Workplace): ReadonlySet<string> {
  const { selection, focused } = place.editor.store.getState();
  const ids = selection.nodes.size > 0 || focused === null ? selection.nodes : new Set([focused]);
  return withHidden(foldingIn(place), ids);
}

/** The text of what is chosen; null when nothing is. */
export function chosenText(place: Workplace): string | null {
  const ids = chosen(place);
  return ids.size === 0 ? null : copyText(place.editor.store.getState().document, ids);
}

export function sayCopied(place: Workplace): void {
  announce(t("canvas:said_copied", { count: chosen(place).size }));
}

/** The second half of cutting, once the text is in the clipboard. */
export function removeCut(place: Workplace, ids = chosen(place)): void {
  place.editor.edit((document) => removeNodes(document, ids));
  place.editor.select(NOTHING);
  announce(t("canvas:said_cut", { count: ids.size }));
}

/**
 * Adds what a text holds at a place of the drawing. Without a place it comes below what it was copied from, or, from
 * another drawing, in the middle of what is seen. Whether it was one of ours.
 */
export function pasteText(place: Workplace, text: string, at: Point | null): boolean {
  const { editor, catalogue } = place;
  const { document } = editor.store.getState();
  const position = at ?? (isCopyOf(document, text) ? null : middle());
  const pasted = paste(document, catalogue, text, position);
  if (!pasted) {
    tell(t("canvas:nothing_to_paste"));
    return false;
  }
  const { ids, unresolved, doubled } = pasted;
  const said = t("canvas:said_pasted", { count: ids.length });
  const leftOut = [
    unresolved.length > 0 ? t("canvas:unknown_left_out", { types: unresolved.join(", ") }) : "",
    doubled.length > 0 ? t("canvas:single_left_out", { titles: doubled.join(", ") }) : "",
  ].filter(Boolean);
  // One notice for both: a second one would be seen in the place of the first.
  if (leftOut.length > 0) tell([said, ...leftOut].join(". "));
  else announce(said);
  if (ids.length === 0) return true;
  editor.edit(() => pasted.document);
  const folding = foldingIn(place);
  const shown = ids.map((id) => shownAs(folding, id));
  editor.selectNodes(shown);
  editor.focus(shown[0] ?? null);
  showNodes(place, new Set(shown));
  return true;
}

/** Through the browser's clipboard, which is there for pages of a safe address only; whether it took the text. */
export async function copySelection(place: Workplace): Promise<boolean> {
  const text = chosenText(place);
  if (text === null) return false;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    tell(t("canvas:no_clipboard"));
    return false;
  }
  sayCopied(place);
  return true;
}

/** Without the clipboard, so that what is in it stays. */
export function duplicate(place: Workplace): void {
  pasteText(place, copyText(place.editor.store.getState().document, chosen(place)), null);
}

/** What could not be copied stays. */
export async function cutSelection(place: Workplace): Promise<void> {
  const ids = chosen(place);
  if (await copySelection(place)) removeCut(place, ids);
}

export async function pasteFromClipboard(place: Workplace): Promise<void> {
  const at = placeUnderPointer();
  let text: string;
  try {
    text = await navigator.clipboard.readText();
  } catch {
    tell(t("canvas:no_clipboard"));
    return;
  }
  pasteText(place, text, at);
}
