/** Nodes under the pointer while they are only painted: a click shows one, the right button has its menu, a box selects those that it touches. */

import { useStore, useStoreApi } from "@xyflow/react";
import { type RefObject, useEffect, useRef } from "react";
import { openContextMenu } from "@/canvas/context_menu";
import { goToNode } from "@/canvas/navigation";
import { useWorkplace } from "@/editor/context";
import { offerInspector } from "@/editor/panels";
import type { Box, Rect } from "@/wires/boxes";
import { planOf } from "@/wires/planned";

/** A node is hit this near to it, in pixels of the screen: some are that small. */
const NEAR = 3;

export function usePicking(canvas: RefObject<HTMLCanvasElement | null>): void {
  const place = useWorkplace();
  const flow = useStoreApi();
  const box = useStore((state) => state.userSelectionRect);
  const lastBox = useRef(box);

  const within = (rect: Rect): Box[] => {
    const [x, y, zoom] = flow.getState().transform;
    const { obstacles } = planOf(place).plan;
    return [
      ...obstacles.within({
        left: (rect.left - x) / zoom,
        right: (rect.right - x) / zoom,
        top: (rect.top - y) / zoom,
        bottom: (rect.bottom - y) / zoom,
      }),
    ];
  };
  const newest = useRef(within);
  newest.current = within;

  useEffect(() => {
    const drawing = canvas.current?.closest<HTMLElement>("[data-canvas]");
    if (!drawing) return;
    const hit = (event: MouseEvent): Box | undefined => {
      if (!(event.target instanceof Element) || !event.target.closest(".react-flow__pane")) return;
      const { left, top } = drawing.getBoundingClientRect();
      const [x, y] = [event.clientX - left, event.clientY - top];
      return newest.current({ left: x - NEAR, right: x + NEAR, top: y - NEAR, bottom: y + NEAR })[0];
    };
    // Before React hears of it, for which this is a click on empty space.
    const click = (event: MouseEvent) => {
      const found = event.detail === 1 && !event.shiftKey ? hit(event) : undefined;
      if (!found) return;
      event.stopPropagation();
      drawing.focus();
      goToNode(place, found.node.id);
      offerInspector();
    };
    const move = (event: MouseEvent) => drawing.classList.toggle("overview-hit", hit(event) !== undefined);
    const menu = (event: MouseEvent) => {
      const found = hit(event);
      if (!found) return;
      event.stopPropagation();
      openContextMenu(place, event, { node: found.node.id });
    };
    drawing.addEventListener("contextmenu", menu);
    drawing.addEventListener("click", click);
    drawing.addEventListener("mousemove", move);
    return () => {
      drawing.removeEventListener("contextmenu", menu);
      drawing.removeEventListener("click", click);
      drawing.removeEventListener("mousemove", move);
      drawing.classList.remove("overview-hit");
    };
  }, [canvas, place]);

  // React Flow draws the box, but knows of no nodes to select while none is mounted.
  useEffect(() => {
    const last = lastBox.current;
    lastBox.current = box;
    if (box || !last) return;
    const found = newest.current({
      left: last.x,
      top: last.y,
      right: last.x + last.width,
      bottom: last.y + last.height,
    });
    place.editor.selectNodes(found.map(({ node }) => node.id));
    if (found.length > 0) offerInspector();
  }, [box, place]);
}
