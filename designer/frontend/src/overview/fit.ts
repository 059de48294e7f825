/** Shows all of the drawing. React Flow fits only the nodes that it has mounted, which are those in view. */

import { currentFlow, panMs } from "@/canvas/navigation";
import type { Workplace } from "@/editor/context";
import { planOf } from "@/wires/planned";
import { boundsOf, NO_MARKS, pictureOf } from "./picture";

const PADDING = 0.12;

/** At zoom 1 at most: a drawing of two nodes is not blown up. */
export function fitAll(place: Workplace): void {
  const flow = currentFlow();
  const store = planOf(place);
  const { document } = place.editor.store.getState();
  const bounds = boundsOf(pictureOf(document, place.catalogue, store.plan, store.main, new Set(), NO_MARKS));
  const canvas = globalThis.document.querySelector("[data-canvas]")?.getBoundingClientRect();
  if (!flow || !bounds || !canvas) return;
  const { left, top, right, bottom } = bounds;
  const [width, height] = [right - left, bottom - top];
  const room = 1 - 2 * PADDING;
  if (width <= canvas.width * room && height <= canvas.height * room)
    void flow.setCenter((left + right) / 2, (top + bottom) / 2, { zoom: 1, duration: panMs() });
  else void flow.fitBounds({ x: left, y: top, width, height }, { padding: PADDING, duration: panMs() });
}
