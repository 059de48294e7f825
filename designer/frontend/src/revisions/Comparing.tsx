/**
 * Around the page: while two versions are compared everything shows the compared drawing, and nobody can change it.
 * N and P walk over the changes, Escape goes back to drawing.
 */

import { type ReactNode, useEffect, useMemo } from "react";
import { isTyping } from "@/commands/keys";
import { useWorkplace, WorkplaceContext } from "@/editor/context";
import { createEditor, type Editor } from "@/editor/store";
import { leaveComparing, stepChange, useComparing } from "./comparing";

export function Comparing({ children }: { children: ReactNode }) {
  const workplace = useWorkplace();
  const compared = useComparing((state) => state.comparison?.document);
  const editor = useMemo(() => compared && createEditor(compared), [compared]);
  const place = useMemo(
    () => (editor ? { ...workplace, editor, mayEdit: false } : workplace),
    [workplace, editor],
  );
  useEffect(() => (editor ? walkByKeys(editor) : undefined), [editor]);
  return <WorkplaceContext value={place}>{children}</WorkplaceContext>;
}

/** Before the canvas hears them: there Escape means something else. */
function walkByKeys(editor: Editor): () => void {
  const press = (event: KeyboardEvent) => {
    if (isTyping(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target instanceof Element && event.target.closest("dialog, [role=dialog]")) return;
    if (event.key === "Escape") leaveComparing();
    else if (event.code === "KeyN") stepChange(editor, 1);
    else if (event.code === "KeyP") stepChange(editor, -1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener("keydown", press, true);
  return () => window.removeEventListener("keydown", press, true);
}
