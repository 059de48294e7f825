/** Giving the keyboard to a part of the form, once what an edit changed is drawn. */

import { type Path, pathText } from "./schema";

/** Where one writes: what a new row is asked for first, before the kind that stands above it has to be changed. */
export const WRITABLE = "input, textarea, [contenteditable=true]";

/** The drawn field or item at a place. */
export function fieldAt(place: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-param=${JSON.stringify(place)}]`);
}

/** Focuses the first match inside the field at a path; without one, the first thing to choose from. */
export function focusIn(path: Path, selector: string): void {
  requestAnimationFrame(() => {
    const field = fieldAt(pathText(path));
    const found = field?.querySelector<HTMLElement>(selector) ?? field?.querySelector<HTMLElement>("select");
    found?.focus();
  });
}
