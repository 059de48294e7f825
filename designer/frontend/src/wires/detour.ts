/**
 * The way through a crowd: the cheapest one on the lines beside the nodes (A*), a bend as dear as a stretch of way.
 * It finds every way that is at least twice the clearance wide. The simple shapes are tried before it.
 */

import type { Point } from "@/document/types";
import type { Rect } from "./boxes";
import { CLEARANCE, type Obstacles } from "./obstacles";
import type { Lines } from "./route";

const BEND = 90;
const BESIDE = [CLEARANCE + 1, 16];
const STUBS = [12, 24];
/** The nodes further than this from the ends are looked at only when no way was found without them. */
const REACHES = [300, 3000];
/** A search that has taken this many steps is given up: a drawing so crowded has no way that one could follow. */
export const PATIENT = 20_000;
/** A third of a millisecond: what a wire may cost in each frame of a drag. */
export const HASTY = 500;

/** Right, left, down, up. */
const DX = [1, -1, 0, 0] as const;
const DY = [0, 0, 1, -1] as const;

interface Step {
  readonly column: number;
  readonly row: number;
  readonly way: number;
  readonly cost: number;
  readonly rank: number;
  readonly before: Step | null;
}

/** The lines of the way, or null when there is none, or none was found in so many steps. */
export function detour(from: Point, to: Point, obstacles: Obstacles, steps: number): Lines | null {
  const isWalledIn =
    !obstacles.isLevelFree(from[1], from[0], from[0] + CLEARANCE) ||
    !obstacles.isLevelFree(to[1], to[0] - CLEARANCE, to[0]);
  if (isWalledIn) return null;
  for (const reach of steps === HASTY ? REACHES.slice(0, 1) : REACHES) {
    const found = search(from, to, obstacles, reach, steps);
    if (found) return found;
  }
  return null;
}

function search(from: Point, to: Point, obstacles: Obstacles, reach: number, steps: number): Lines | null {
  const near = [
    ...obstacles.within({
      left: Math.min(from[0], to[0]) - reach,
      right: Math.max(from[0], to[0]) + reach,
      top: Math.min(from[1], to[1]) - reach,
      bottom: Math.max(from[1], to[1]) + reach,
    }),
  ];
  const columns = sorted([
    from[0],
    to[0],
    ...STUBS.flatMap((stub) => [from[0] + stub, to[0] - stub]),
    ...beside(near, (rect) => [rect.left, rect.right]),
  ]);
  const rows = sorted([from[1], to[1], ...beside(near, (rect) => [rect.top, rect.bottom])]);
  const last = walk(columns, rows, from, to, obstacles, steps);
  return last && linesOf(last, columns, rows, to);
}

function beside(rects: readonly Rect[], edges: (rect: Rect) => readonly [number, number]): number[] {
  return rects.flatMap((rect) => {
    const [low, high] = edges(rect);
    return BESIDE.flatMap((apart) => [low - apart, high + apart]);
  });
}

function sorted(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

function walk(
  columns: readonly number[],
  rows: readonly number[],
  from: Point,
  to: Point,
  obstacles: Obstacles,
  steps: number,
): Step | null {
  const [goalColumn, goalRow] = [columns.indexOf(to[0]), rows.indexOf(to[1])];
  const waiting = new Heap();
  const best = new Map<number, number>();
  const remaining = (column: number, row: number) =>
    Math.abs((columns[column] ?? 0) - to[0]) + Math.abs((rows[row] ?? 0) - to[1]);
  const start = { column: columns.indexOf(from[0]), row: rows.indexOf(from[1]), way: 0, cost: 0 };
  waiting.push({ ...start, rank: 0, before: null });
  for (let taken = 0; taken < steps; taken += 1) {
    const step = waiting.pop();
    if (!step) return null;
    if (step.column === goalColumn && step.row === goalRow && step.way === 0) return step;
    for (let way = 0; way < 4; way += 1) {
      // A wire never doubles back, and its first line leads to the right.
      if ((way ^ 1) === step.way || (!step.before && way !== 0)) continue;
      const column = step.column + (DX[way] ?? 0);
      const row = step.row + (DY[way] ?? 0);
      const [x, y] = [columns[column], rows[row]];
      if (x === undefined || y === undefined) continue;
      const [oldX, oldY] = [columns[step.column] ?? x, rows[step.row] ?? y];
      const isFree = way < 2 ? obstacles.isLevelFree(y, oldX, x) : obstacles.isUprightFree(x, oldY, y);
      if (!isFree) continue;
      const cost = step.cost + Math.abs(x - oldX) + Math.abs(y - oldY) + (way === step.way ? 0 : BEND);
      const key = (row * columns.length + column) * 4 + way;
      if (cost >= (best.get(key) ?? Number.POSITIVE_INFINITY)) continue;
      best.set(key, cost);
      waiting.push({ column, row, way, cost, rank: cost + remaining(column, row), before: step });
    }
  }
  return null;
}

function linesOf(last: Step, columns: readonly number[], rows: readonly number[], to: Point): Lines {
  const lines = [to[1]];
  for (let step = last; step.before; step = step.before) {
    const { before } = step;
    if (before.way === step.way) continue;
    const bend = before.way < 2 ? rows[before.row] : columns[before.column];
    lines.unshift(bend ?? 0);
  }
  return lines;
}

/** The step of the lowest rank first; of equal ones the one that came first, so that the way is always the same. */
class Heap {
  private readonly steps: Step[] = [];

  push(step: Step): void {
    const { steps } = this;
    let at = steps.push(step) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = steps[parent];
      if (!above || above.rank <= step.rank) break;
      steps[at] = above;
      at = parent;
    }
    steps[at] = step;
  }

  pop(): Step | undefined {
    const { steps } = this;
    const top = steps[0];
    const last = steps.pop();
    if (!last || steps.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      const [left, right] = [steps[child], steps[child + 1]];
      if (!left) break;
      if (right && right.rank < left.rank) child += 1;
      const lower = steps[child] as Step;
      if (lower.rank >= last.rank) break;
      steps[at] = lower;
      at = child;
    }
    steps[at] = last;
    return top;
  }
}
