/**
 * The way of one wire: it leaves to the right, enters from the left, and passes behind no node if there is a way
 * around. The same ends and nodes give the same way, whatever was before: a stored drawing knows no bend points.
 *
 * A way is kept as its `Lines`: the y of the first level line, the x of the next upright one, a y again and so on,
 * the y of the last level line at the end. So a bend is never out of square, and moving one line (`lanes.ts`)
 * keeps its neighbours joined to it.
 */

import type { Point } from "@/document/types";
import type { Rect } from "./boxes";
import { detour, PATIENT } from "./detour";
import type { Obstacles } from "./obstacles";

export type Lines = readonly number[];

/** How far a wire runs straight on before its first bend and after its last, if there is room. */
export const STUB = 24;
const STUB_MIN = 12;
/** How far from a node a wire runs along it. */
export const APART = 16;
/** How far above and below its ends a wire looks for a free row. */
const LOOK = 1600;
/** Of the upright lines in question the first ones are tried: the others are no better and cost time. */
const TRIES = 24;
const STEP_MIN = 2;

/**
 * The way between two ports. Without a way around, the shortest one, behind whatever stands there. A hasty search
 * for it is for a drag, where each frame has to be in time and the next one is better.
 */
export function route(from: Point, to: Point, obstacles: Obstacles, steps = PATIENT): Lines {
  return (
    straight(from, to, obstacles) ??
    withOneUpright(from, to, obstacles) ??
    withTwoUprights(from, to, obstacles) ??
    detour(from, to, obstacles, steps) ??
    unhindered(from, to)
  );
}

/** The corners of a way, its two ends included. */
export function cornersOf(lines: Lines, from: Point, to: Point): Point[] {
  const corners: Point[] = [from];
  for (let index = 1; index < lines.length; index += 2) {
    const x = lines[index] ?? 0;
    corners.push([x, lines[index - 1] ?? 0], [x, lines[index + 1] ?? 0]);
  }
  corners.push([to[0], lines[lines.length - 1] ?? to[1]]);
  return corners;
}

/** The way when nothing stands on the drawing: what a wire shows before it was routed. */
export function unhindered([fromX, fromY]: Point, [toX, toY]: Point): Lines {
  if (toX - fromX >= 2 * STUB_MIN) return fromY === toY ? [fromY] : [fromY, (fromX + toX) / 2, toY];
  const row = Math.abs(toY - fromY) < 4 * APART ? Math.min(fromY, toY) - 4 * APART : (fromY + toY) / 2;
  return [fromY, fromX + STUB, row, toX - STUB, toY];
}

/** A step of a pixel or two looks like a fault, so the port is met a little beside its middle. */
function straight([fromX, fromY]: Point, [toX, toY]: Point, obstacles: Obstacles): Lines | null {
  const isLevel = Math.abs(fromY - toY) <= STEP_MIN && toX > fromX;
  return isLevel && obstacles.isLevelFree(fromY, fromX, toX) ? [fromY] : null;
}

/** Level, upright, level. Near the source first: wires that lead to one node from one node are soon one. */
function withOneUpright([fromX, fromY]: Point, [toX, toY]: Point, obstacles: Obstacles): Lines | null {
  if (toX - fromX < 2 * STUB_MIN) return null;
  const stub = Math.min(STUB, (toX - fromX) / 2);
  const near = [fromX + stub, toX - stub, ...uprightsBetween([fromX, fromY], [toX, toY], obstacles)];
  const x = near.find(
    (x) =>
      obstacles.isUprightFree(x, fromY, toY) &&
      obstacles.isLevelFree(fromY, fromX, x) &&
      obstacles.isLevelFree(toY, x, toX),
  );
  return x === undefined ? null : [fromY, x, toY];
}

function uprightsBetween([fromX, fromY]: Point, [toX, toY]: Point, obstacles: Obstacles): number[] {
  const area = { left: fromX, right: toX, top: Math.min(fromY, toY), bottom: Math.max(fromY, toY) };
  if (area.right - area.left < 4 * STUB) return [];
  const beside = [...obstacles.within(area)].flatMap(({ left, right }) => [left - APART, right + APART]);
  return [...new Set(beside)]
    .filter((x) => x > fromX + STUB && x < toX - STUB)
    .sort((a, b) => a - b)
    .slice(0, TRIES);
}

/** Beside the source to a free row, along it, beside the target to its port: ways back, and over what is between. */
function withTwoUprights(from: Point, to: Point, obstacles: Obstacles): Lines | null {
  for (const stub of [STUB, STUB_MIN]) {
    const out = from[0] + stub;
    const into = to[0] - stub;
    if (!obstacles.isLevelFree(from[1], from[0], out) || !obstacles.isLevelFree(to[1], into, to[0])) continue;
    const row = rowsBetween(from[1], to[1], out, into, obstacles).find(
      (y) =>
        obstacles.isLevelFree(y, out, into) &&
        obstacles.isUprightFree(out, from[1], y) &&
        obstacles.isUprightFree(into, y, to[1]),
    );
    if (row !== undefined) return [from[1], out, row, into, to[1]];
  }
  return null;
}

/** The rows above and below the nodes on the way, the nearest first; of equally near ones that near the target. */
function rowsBetween(
  fromY: number,
  toY: number,
  out: number,
  into: number,
  obstacles: Obstacles<Rect>,
): number[] {
  const area = {
    left: Math.min(out, into),
    right: Math.max(out, into),
    top: Math.min(fromY, toY) - LOOK,
    bottom: Math.max(fromY, toY) + LOOK,
  };
  const rows = [...obstacles.within(area)].flatMap(({ top, bottom }) => [top - APART, bottom + APART]);
  const length = (y: number) => Math.abs(y - fromY) + Math.abs(y - toY);
  return [...new Set(rows)].sort(
    (a, b) => length(a) - length(b) || Math.abs(a - toY) - Math.abs(b - toY) || a - b,
  );
}
