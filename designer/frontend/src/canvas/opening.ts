/** Where a drawing is looked at when it is opened: where this browser left it, or from where it begins. */

import type { Workplace } from "@/editor/context";
import { keep, kept } from "@/editor/kept";
import { placesOf, startOf, wholeLook } from "@/overview/fit";
import { type Area, freeOf, type Look, meets } from "@/overview/look";

/** Drawings are remembered so many, the latest ones. */
const KEPT_MAX = 200;
/** At which one reads a drawing that is too large to be seen whole. */
const READABLE = 0.75;

/** The middle of what is seen, in the drawing, and the zoom: windows differ in size. */
type Kept = readonly [scenario: number, x: number, y: number, zoom: number];

export function openingLook(place: Workplace, area: Area): Look {
  const places = placesOf(place);
  const last = keptLooks().find(([scenario]) => scenario === place.page.scenario);
  const look = last && lookAt(last, area);
  if (look && [...places.values()].some((rect) => meets(look, rect, area))) return look;
  return wholeLook(places, startOf(place), freeOf(area), READABLE) ?? { x: 0, y: 0, zoom: 1 };
}

export function keepLook({ page }: Workplace, { x, y, zoom }: Look, { width, height }: Area): void {
  const middle: Kept = [page.scenario, (width / 2 - x) / zoom, (height / 2 - y) / zoom, zoom];
  const others = keptLooks().filter(([scenario]) => scenario !== page.scenario);
  keep("views", [middle, ...others].slice(0, KEPT_MAX));
}

function keptLooks(): Kept[] {
  const stored = kept("views");
  if (!Array.isArray(stored)) return [];
  return stored.filter((one) => Array.isArray(one) && one.length === 4 && one.every(Number.isFinite));
}

function lookAt([, x, y, zoom]: Kept, { width, height }: Area): Look {
  return { x: width / 2 - x * zoom, y: height / 2 - y * zoom, zoom };
}
