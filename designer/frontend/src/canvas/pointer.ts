/** Where the pointer was last over the drawing, so that what is added by a key comes up under it. */

import type { Point } from "@/document/types";
import { GRID, TITLE_Y } from "@/geometry";
import { currentFlow } from "./navigation";

let last: { readonly x: number; readonly y: number } | null = null;
const HALF_CARD = 110;

export function rememberPointer(at: { readonly x: number; readonly y: number } | null): void {
  last = at;
}

/** To the grid, so that what is placed by hand stands in line. */
export function snapped([x, y]: Point): Point {
  return [Math.round(x / GRID) * GRID, Math.round(y / GRID) * GRID];
}

/** The point of the drawing that is at this point of the screen. */
export function pointAt(x: number, y: number): Point {
  const at = currentFlow()?.screenToFlowPosition({ x, y }) ?? { x: 0, y: 0 };
  return snapped([at.x, at.y]);
}

/** The place of a node whose title is under this point of the screen. */
export function placeAt(x: number, y: number): Point {
  const at = currentFlow()?.screenToFlowPosition({ x, y }) ?? { x: 0, y: 0 };
  return snapped([at.x - HALF_CARD, at.y - TITLE_Y]);
}

/** The open frame around this point of the screen. */
export function frameAt(x: number, y: number): string | null {
  return shownAt(".react-flow__node-frame", x, y);
}

/** The topmost node of this kind under this point of the screen. */
export function shownAt(kind: string, x: number, y: number): string | null {
  const element = document.elementsFromPoint(x, y).find((found) => found.closest(kind));
  return element?.closest<HTMLElement>(kind)?.dataset.id ?? null;
}

/** Under the pointer; null when it is elsewhere. */
export function placeUnderPointer(): Point | null {
  return last && placeAt(last.x, last.y);
}

/** Under the pointer; in the middle of what is seen when it is elsewhere. */
export function placeForNew(): Point {
  return placeUnderPointer() ?? middle();
}

/** The middle of what is seen, where things go that come without a pointer. */
export function middle(): Point {
  const box = document.querySelector("[data-canvas]")?.getBoundingClientRect();
  return box ? placeAt(box.x + box.width / 2, box.y + box.height / 2) : [0, 0];
}
