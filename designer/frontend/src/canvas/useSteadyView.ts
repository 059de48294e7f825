/** Keeps the drawing where it is on the screen while a panel to its left opens or is folded away. */

import { useReactFlow } from "@xyflow/react";
import { type RefObject, useEffect } from "react";

export function useSteadyView(root: RefObject<HTMLElement | null>): void {
  const flow = useReactFlow();
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    let { left } = element.getBoundingClientRect();
    const observer = new ResizeObserver(() => {
      const now = element.getBoundingClientRect().left;
      const { x, y, zoom } = flow.getViewport();
      if (now !== left) void flow.setViewport({ x: x + left - now, y, zoom });
      left = now;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [flow, root]);
}
