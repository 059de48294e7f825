/** Which nodes stand near a place: rectangles in the cells of a grid, so that a question costs what is near it. */

import type { Rect } from "./boxes";

const CELL = 240;
/** How near a wire may come to a node that it runs along. */
export const CLEARANCE = 5;

export class Obstacles<T extends Rect = Rect> {
  private readonly cells = new Map<number, T[]>();

  constructor(rects: Iterable<T>) {
    for (const rect of rects) this.add(rect);
  }

  /** Puts one in the place of another that stands here. */
  replace(old: T, rect: T): void {
    visit(old, (cell) => {
      const own = this.cells.get(cell);
      own?.splice(own.indexOf(old), 1);
      return false;
    });
    this.add(rect);
  }

  /** Whether a level line between two x meets no node. It may touch a node's left and right edge: ports are there. */
  isLevelFree(y: number, x1: number, x2: number): boolean {
    const left = Math.min(x1, x2);
    const right = Math.max(x1, x2);
    return !this.meets({ left, right, top: y - CLEARANCE, bottom: y + CLEARANCE });
  }

  /** Whether an upright line between two y meets no node. */
  isUprightFree(x: number, y1: number, y2: number): boolean {
    const top = Math.min(y1, y2) - CLEARANCE;
    const bottom = Math.max(y1, y2) + CLEARANCE;
    return !this.meets({ left: x - CLEARANCE, right: x + CLEARANCE, top, bottom });
  }

  /** Whether any node has a part inside the area. */
  meets(area: Rect): boolean {
    return visit(area, (cell) => this.cells.get(cell)?.some((rect) => overlap(rect, area)) ?? false);
  }

  /** The nodes that have a part inside the area. */
  within(area: Rect): Set<T> {
    const found = new Set<T>();
    visit(area, (cell) => {
      for (const rect of this.cells.get(cell) ?? []) if (overlap(rect, area)) found.add(rect);
      return false;
    });
    return found;
  }

  private add(rect: T): void {
    visit(rect, (cell) => {
      const own = this.cells.get(cell);
      if (own) own.push(rect);
      else this.cells.set(cell, [rect]);
      return false;
    });
  }
}

export function overlap(a: Rect, b: Rect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Calls `look` with the number of each cell of an area until it answers true; whether it did. */
function visit(area: Rect, look: (cell: number) => boolean): boolean {
  const right = Math.floor(area.right / CELL);
  const bottom = Math.floor(area.bottom / CELL);
  for (let column = Math.floor(area.left / CELL); column <= right; column += 1)
    for (let row = Math.floor(area.top / CELL); row <= bottom; row += 1)
      // Places are far below 2^20 cells, so that no two cells get one number.
      if (look(column * 1_048_576 + row)) return true;
  return false;
}
