/** Which note is being written on the drawing itself. */

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
