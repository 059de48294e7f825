/** What is being written on the drawing itself: a note, a name, a count. */

import type { KeyboardEvent } from "react";
import { create } from "zustand";

export const useEditedText = create<{ readonly node: string | null }>(() => ({ node: null }));

export function editText(node: string): void {
  useEditedText.setState({ node });
}

/** Ends the writing and gives the keyboard back to the canvas. */
export function stopEditing(): void {
  if (useEditedText.getState().node === null) return;
  useEditedText.setState({ node: null });
  document.querySelector<HTMLElement>("[data-canvas]")?.focus();
}

/** No key of whoever writes reaches the drawing; those with Ctrl do, for the commands of the page: saving, finding. */
export function keepKeys(event: KeyboardEvent): void {
  if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
}

/** Ends the writing in a field that takes in its text at the end. */
export function takeInText(): void {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement && field.closest("[data-canvas]")) field.blur();
}
