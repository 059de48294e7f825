/** Around the page: while two versions are compared everything shows the compared drawing, and nobody can change it. */

import { type ReactNode, useMemo } from "react";
import { useWorkplace, WorkplaceContext } from "@/editor/context";
import { createEditor } from "@/editor/store";
import { useComparing } from "./comparing";

export function Comparing({ children }: { children: ReactNode }) {
  const workplace = useWorkplace();
  const compared = useComparing((state) => state.comparison?.document);
  const editor = useMemo(() => compared && createEditor(compared), [compared]);
  const place = useMemo(
    () => (editor ? { ...workplace, editor, mayEdit: false } : workplace),
    [workplace, editor],
  );
  return <WorkplaceContext value={place}>{children}</WorkplaceContext>;
}
