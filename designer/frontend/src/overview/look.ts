/** Where to look so that something is seen: pure reckoning with rectangles of the drawing and the size of the canvas. */

import { OVERVIEW_ZOOM } from "@/geometry";
import type { Rect } from "@/wires/boxes";
import { around } from "./picture";

/** A place (x, y) of the drawing is seen at `x * zoom + look.x`, as in React Flow. */
export interface Look {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** The canvas on the page, in CSS pixels. */
export interface Area {
  readonly width: number;
  readonly height: number;
}

/** The tools at the foot of the canvas, with the margin around them. */
const FOOT = 58;

/** The part of the canvas that nothing lies over. */
export function freeOf({ width, height }: Area): Area {
  return { width, height: height - FOOT };
}

/** Of the canvas, on each side, when all of something is shown. */
const PADDING = 0.08;
/** In CSS pixels, on each side, when something is brought just into sight. */
const MARGIN = 40;
/** In CSS pixels, on each side: the handle that folds the panel there away, and the dot of a node beside it. */
const HANDLE = 24;
/** Nodes are nodes at this zoom, though small, and no picture of them. */
export const SMALL = OVERVIEW_ZOOM + 0.02;

/** The zoom at which all of something is seen; 1 at most, so that a drawing of two nodes is not blown up. */
export function zoomFor({ left, top, right, bottom }: Rect, { width, height }: Area): number {
  const room = 1 - 2 * PADDING;
  return Math.min(1, (width * room) / Math.max(1, right - left), (height * room) / Math.max(1, bottom - top));
}

export function centred({ left, top, right, bottom }: Rect, { width, height }: Area, zoom: number): Look {
  return { x: (width - (left + right) * zoom) / 2, y: (height - (top + bottom) * zoom) / 2, zoom };
}

/** Too large to be seen whole at this zoom: with its start in sight, and nothing empty where there is more of it. */
export function fromStart(bounds: Rect, start: Rect, { width, height }: Area, zoom: number): Look {
  const x = along(bounds.left, bounds.right, start.left, width, zoom, MARGIN);
  const middle = (start.top + start.bottom) / 2;
  return { x, y: along(bounds.top, bounds.bottom, middle, height, zoom, height * 0.4), zoom };
}

/** One direction: `from` is seen at `at`, as far as the ends of the whole allow; in the middle when there is room for all. */
function along(low: number, high: number, from: number, room: number, zoom: number, at: number): number {
  if ((high - low) * zoom + 2 * MARGIN <= room) return (room - (low + high) * zoom) / 2;
  const wish = at - from * zoom;
  return Math.min(MARGIN - low * zoom, Math.max(room - MARGIN - high * zoom, wish));
}

/** The same zoom, moved no further than it takes to see all of something; null when there is no room for it. */
export function nudged(look: Look, bounds: Rect, { width, height }: Area): Look | null {
  const x = moved(look.x, bounds.left * look.zoom, bounds.right * look.zoom, width);
  const y = moved(look.y, bounds.top * look.zoom, bounds.bottom * look.zoom, height);
  return x === null || y === null ? null : { x, y, zoom: look.zoom };
}

function moved(now: number, low: number, high: number, room: number): number | null {
  if (high - low > room - 2 * MARGIN) return null;
  return Math.min(room - MARGIN - high, Math.max(MARGIN - low, now));
}

/**
 * Moved no further than it takes to see all of these places. When there is no room for them, one that is seen is
 * enough, else the first comes into sight. Null: nothing moves.
 */
export function lookAtSome(look: Look, places: readonly Rect[], area: Area): Look | null {
  const bounds = around(places);
  const [first] = places;
  if (!bounds || !first || holds(look, bounds, area)) return null;
  const near = nudged(look, bounds, area);
  if (near || places.some((place) => meets(look, place, area))) return near;
  return nudged(look, first, area) ?? fromStart(first, first, area, look.zoom);
}

/** Whether all of something is seen. */
export function holds({ x, y, zoom }: Look, { left, top, right, bottom }: Rect, area: Area): boolean {
  const isAcross = left * zoom + x >= 0 && right * zoom + x <= area.width;
  return isAcross && top * zoom + y >= 0 && bottom * zoom + y <= area.height;
}

/** Whether all of something is seen, and no handle of a panel lies over its ends. */
export function isClear(look: Look, bounds: Rect, area: Area): boolean {
  const beside = HANDLE / look.zoom;
  return holds(look, { ...bounds, left: bounds.left - beside, right: bounds.right + beside }, area);
}

/** Whether at least a part of something is seen. */
export function meets({ x, y, zoom }: Look, { left, top, right, bottom }: Rect, area: Area): boolean {
  const isAcross = right * zoom + x > 0 && left * zoom + x < area.width;
  return isAcross && bottom * zoom + y > 0 && top * zoom + y < area.height;
}
