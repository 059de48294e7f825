/** A pinch, or the wheel with Ctrl, over what lies on the canvas (the map, the tools) does not zoom the page. */

import { type RefObject, useEffect } from "react";

export function usePinch(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = root.current;
    const keep = (event: WheelEvent) => {
      if (event.ctrlKey) event.preventDefault();
    };
    element?.addEventListener("wheel", keep, { passive: false });
    return () => element?.removeEventListener("wheel", keep);
  }, [root]);
}
