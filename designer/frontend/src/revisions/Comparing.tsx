/** Around the page: while two versions are compared everything shows the compared drawing, and nobody can change it. */

import { type ReactNode, useMemo } from "react";
import type { ScenarioDocument } from "@/document/types";
import { useWorkplace, WorkplaceContext } from "@/editor/context";
import { createEditor } from "@/editor/store";
import { useComparing } from "./comparing";

/** Whatever differs is shown: no frame of a comparison hides anything. */
function framesOf({ nodes }: ScenarioDocument): ReadonlySet<string> {
  return new Set(nodes.filter(({ type }) => type === "frame").map(({ id }) => id));
}

export function Comparing({ children }: { children: ReactNode }) {
  const workplace = useWorkplace();
  const compared = useComparing((state) => state.comparison?.document);
  const editor = useMemo(() => compared && createEditor(compared, framesOf(compared)), [compared]);
  const place = useMemo(
    () => (editor ? { ...workplace, editor, mayEdit: false } : workplace),
    [workplace, editor],
  );
  return <WorkplaceContext value={place}>{children}</WorkplaceContext>;
}
