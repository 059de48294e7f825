/** Copy, cut and paste as JSON text: through the browser's own events, or by menu through its clipboard. */

import { copyText, isCopyOf, paste } from "@/document/pasting";
import { removeNodes } from "@/document/removing";
import type { Point } from "@/document/types";
import type { Workplace } from "@/editor/context";
import { NOTHING } from "@/editor/store";
import { t } from "@/i18n";
import { showNodes } from "@/overview/fit";
import { announce } from "@/speech/announce";
import { tell } from "./notices";
import { middle, placeUnderPointer } from "./pointer";

function chosen({ editor }: Workplace): ReadonlySet<string> {
  const { selection, focused } = editor.store.getState();
  return selection.nodes.size > 0 || focused === null ? selection.nodes : new Set([focused]);
}

/** The text of what is chosen; null when nothing is. */
export function chosenText(place: Workplace): string | null {
  const ids = chosen(place);
  if (ids.size === 0) return null;
  announce(t("canvas:said_copied", { count: ids.size }));
  return copyText(place.editor.store.getState().document, ids);
}

export function removeChosen(place: Workplace): void {
  const ids = chosen(place);
  place.editor.edit((document) => removeNodes(document, ids));
  place.editor.select(NOTHING);
}

/**
 * Adds what a text holds at a place of the drawing. Without a place it comes beside what it was copied from, or, from
 * another drawing, in the middle of what is seen. Whether it was one of ours.
 */
export function pasteText(place: Workplace, text: string, at: Point | null): boolean {
  const { editor, catalogue, page } = place;
  const { document } = editor.store.getState();
  const position = at ?? (isCopyOf(document, text) ? null : middle());
  const pasted = paste(document, catalogue, text, position, page.language);
  if (!pasted) {
    tell(t("canvas:nothing_to_paste"));
    return false;
  }
  editor.edit(() => pasted.document);
  editor.selectNodes(pasted.ids);
  editor.focus(pasted.ids[0] ?? null);
  showNodes(place, new Set(pasted.ids));
  if (pasted.unresolved.length > 0)
    tell(t("canvas:unknown_left_out", { types: pasted.unresolved.join(", ") }));
  announce(t("canvas:said_pasted", { count: pasted.ids.length }));
  return true;
}

export function copySelection(place: Workplace): void {
  const text = chosenText(place);
  if (text !== null) void navigator.clipboard.writeText(text).catch(() => tell(t("canvas:no_clipboard")));
}

/** Without the clipboard, so that what is in it stays. */
export function duplicate(place: Workplace): void {
  pasteText(place, copyText(place.editor.store.getState().document, chosen(place)), null);
}

export function cutSelection(place: Workplace): void {
  copySelection(place);
  removeChosen(place);
}

export function pasteFromClipboard(place: Workplace): void {
  const at = placeUnderPointer();
  navigator.clipboard.readText().then(
    (text) => pasteText(place, text, at),
    () => tell(t("canvas:no_clipboard")),
  );
}
