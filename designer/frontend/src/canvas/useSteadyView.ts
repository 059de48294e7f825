/**
 * Keeps the drawing where it is on the screen while a panel beside it opens or is folded away, and in sight what one
 * looks at: the node that has the keyboard stays so, and a panel on the left pushes on what it would lie over.
 */

import { useReactFlow } from "@xyflow/react";
import { type RefObject, useEffect } from "react";
import { useWorkplace, type Workplace } from "@/editor/context";
import { placesOf } from "@/overview/fit";
import { freeOf, holds, type Look, meets, nudged } from "@/overview/look";
import { boundsIn, goAgain, panMs } from "./navigation";

export function useSteadyView(root: RefObject<HTMLElement | null>): void {
  const place = useWorkplace();
  const flow = useReactFlow();
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    let before = element.getBoundingClientRect();
    const observer = new ResizeObserver(() => {
      const now = element.getBoundingClientRect();
      const look = flow.getViewport();
      const steady = steadied(place, look, before, now);
      if (steady !== look) void flow.setViewport(steady);
      keepChosen(look, steady, now);
      before = now;
    });
    const keepChosen = (look: Look, steady: Look, now: DOMRect) => {
      const isSmaller = now.width < before.width || now.height < before.height;
      const chosen = place.editor.store.getState().focused;
      const bounds = isSmaller && chosen !== null ? boundsIn(place, chosen) : undefined;
      // What was gone to may not have been in sight yet.
      if (chosen === null || !bounds || goAgain(chosen, bounds, look)) return;
      const area = freeOf(now);
      if (!meets(look, bounds, freeOf(before)) || holds(steady, bounds, area)) return;
      const near = nudged(steady, bounds, area);
      if (near) void flow.setViewport(near, { duration: panMs() });
    };
    observer.observe(element);
    return () => observer.disconnect();
  }, [flow, place, root]);
}

/** Where it is on the screen, unless a node that was seen whole would come to lie under what opens on the left. */
function steadied(place: Workplace, look: Look, before: DOMRect, now: DOMRect): Look {
  const shift = before.left - now.left;
  if (shift === 0) return look;
  const steady = { ...look, x: look.x + shift };
  const isCovered = [...placesOf(place).values()].some(
    (bounds) => holds(look, bounds, before) && bounds.left * look.zoom + steady.x < 0,
  );
  return isCovered ? look : steady;
}
