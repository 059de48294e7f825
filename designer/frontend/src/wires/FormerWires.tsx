/** While revisions are compared: where the wires that lead elsewhere now led before, pale and dashed. A child of React Flow. */

import { ViewportPortal } from "@xyflow/react";
import { useMemo } from "react";
import { useWorkplace, type Workplace } from "@/editor/context";
import { type Change, type Comparison, useComparing } from "@/revisions/comparing";
import { endsOf } from "./boxes";
import { PATIENT } from "./detour";
import { pathOf } from "./path";
import { planOf } from "./planned";
import { cornersOf, route } from "./route";

export function FormerWires() {
  const place = useWorkplace();
  const comparison = useComparing((state) => state.comparison);
  const former = useMemo(() => (comparison ? formerPaths(place, comparison) : []), [place, comparison]);
  if (former.length === 0) return null;
  return (
    <ViewportPortal>
      <svg className="wires-formers" aria-hidden>
        {former.map(({ id, path }) => (
          <path key={id} className="wires-line" d={path} />
        ))}
      </svg>
    </ViewportPortal>
  );
}

/** The ways of those outputs that both versions have, and that led to another node in the earlier one. */
function formerPaths(place: Workplace, { changes }: Comparison): { id: string; path: string }[] {
  const { boxes, obstacles } = planOf(place).plan;
  return changes.flatMap((change) => {
    const target = formerTarget(change);
    const ends = target && endsOf(target, boxes);
    if (!ends) return [];
    const lines = route(ends.from, ends.to, obstacles, PATIENT);
    return [{ id: ends.id, path: pathOf(cornersOf(lines, ends.from, ends.to)) }];
  });
}

export function formerTarget(change: Change): { source: string; key: string; target: string } | null {
  if (change.kind !== "wire") return null;
  const { output, before, after } = change.wire;
  return before && after && before.target !== after.target ? { ...output, target: before.target } : null;
}
