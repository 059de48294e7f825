/** Corners as an SVG path with rounded bends, and the place on it where a label is read best. */

import type { Point } from "@/document/types";

const RADIUS = 8;

export function pathOf(corners: readonly Point[]): string {
  const points = corners.filter(
    (corner, index) => index === 0 || !isSame(corner, corners[index - 1] as Point),
  );
  const [first, ...rest] = points;
  if (!first) return "";
  const parts = [`M${at(first)}`];
  rest.forEach((point, index) => {
    const before = points[index] as Point;
    const after = rest[index + 1];
    if (!after) {
      parts.push(`L${at(point)}`);
      return;
    }
    const radius = Math.min(RADIUS, lengthOf(before, point) / 2, lengthOf(point, after) / 2);
    parts.push(`L${at(towards(point, before, radius))}Q${at(point)} ${at(towards(point, after, radius))}`);
  });
  return parts.join("");
}

/** The middle of the longest line, level ones before upright ones: a label stands beside nothing there. */
export function labelPlace(corners: readonly Point[]): Point {
  let place: Point = corners[0] ?? [0, 0];
  let best = -1;
  for (let index = 1; index < corners.length; index += 1) {
    const [a, b] = [corners[index - 1] as Point, corners[index] as Point];
    const worth = lengthOf(a, b) * (a[1] === b[1] ? 2 : 1);
    if (worth <= best) continue;
    best = worth;
    place = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  }
  return place;
}

function towards(from: Point, to: Point, distance: number): Point {
  const length = lengthOf(from, to) || 1;
  const part = distance / length;
  return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
}

function lengthOf(a: Point, b: Point): number {
  return Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);
}

function isSame(a: Point, b: Point): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function at([x, y]: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}
