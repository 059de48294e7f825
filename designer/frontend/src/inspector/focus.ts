/** Giving the keyboard to a part of the form, once what an edit changed is drawn. */

import { type Path, pathText } from "./schema";

export const WRITABLE = "input, select, textarea, [contenteditable=true]";

/** The drawn field or item at a place. */
export function fieldAt(place: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-param=${JSON.stringify(place)}]`);
}

/** Focuses the first match inside the field at a path. */
export function focusIn(path: Path, selector: string): void {
  requestAnimationFrame(() => fieldAt(pathText(path))?.querySelector<HTMLElement>(selector)?.focus());
}
