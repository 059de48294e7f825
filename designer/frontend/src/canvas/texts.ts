/** What is being written on the drawing itself: a note, a name, a count. */

import { type KeyboardEvent, useEffect } from "react";
import { create } from "zustand";
import { useWorkplace } from "@/editor/context";
import { giveBack } from "./navigation";

export const useEditedText = create<{ readonly node: string | null }>(() => ({ node: null }));

export function editText(node: string): void {
  useEditedText.setState({ node });
}

/** Whether this node is being written in. Who may only look from now on writes no more. */
export function useIsEdited(node: string): boolean {
  const { mayEdit } = useWorkplace();
  const isEdited = useEditedText((state) => state.node === node);
  useEffect(() => {
    if (isEdited && !mayEdit) stopEditing();
  }, [isEdited, mayEdit]);
  return isEdited && mayEdit;
}

/** Ends the writing of a node; `to`: what takes the keyboard, when it is known. */
export function stopEditing(to: EventTarget | null = null): void {
  if (useEditedText.getState().node === null) return;
  useEditedText.setState({ node: null });
  giveBack(to);
}

/** No key of whoever writes reaches the drawing; those with Ctrl do, for the commands of the page: saving, finding. */
export function keepKeys(event: KeyboardEvent): void {
  if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
}

/** As the field appears, and not again at each later picture of it. */
export function selectAll(field: HTMLInputElement | null): void {
  field?.focus({ preventScroll: true });
  field?.select();
}
