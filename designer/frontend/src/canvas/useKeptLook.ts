/** Keeps where the drawing is looked at when the page is left: React Flow tells the end of a move only a moment later. */

import { useReactFlow } from "@xyflow/react";
import { type RefObject, useEffect } from "react";
import { useWorkplace } from "@/editor/context";
import { keepLook } from "./opening";

export function useKeptLook(root: RefObject<HTMLElement | null>): void {
  const place = useWorkplace();
  const flow = useReactFlow();
  useEffect(() => {
    const leave = () => {
      const area = root.current?.getBoundingClientRect();
      if (area) keepLook(place, flow.getViewport(), area);
    };
    window.addEventListener("pagehide", leave);
    return () => window.removeEventListener("pagehide", leave);
  }, [flow, place, root]);
}
