/** How tidy a drawing is: how often its wires cross, and how many pass behind a node. Read by tests and the bench. */

import type { Point } from "@/document/types";
import type { Obstacles } from "./obstacles";

export interface DrawnWire {
  readonly target: string;
  readonly corners: readonly Point[];
}

export interface Tidiness {
  /** Pairs of lines that cross; wires that lead to one node may run together, so among those none is counted. */
  readonly crossings: number;
  /** Wires that pass behind a node. */
  readonly through: number;
  readonly bends: number;
}

interface Line {
  readonly wire: number;
  readonly target: string;
  readonly at: number;
  readonly begin: number;
  readonly end: number;
}

export function tidiness(wires: readonly DrawnWire[], obstacles: Obstacles): Tidiness {
  const level: Line[] = [];
  const upright: Line[] = [];
  let bends = 0;
  let through = 0;
  wires.forEach(({ target, corners }, wire) => {
    let passes = false;
    for (let index = 1; index < corners.length; index += 1) {
      const [a, b] = [corners[index - 1] as Point, corners[index] as Point];
      const isLevel = a[1] === b[1];
      const along = isLevel ? 0 : 1;
      const line = { wire, target, at: a[1 - along] as number };
      const ends = { begin: Math.min(a[along], b[along]), end: Math.max(a[along], b[along]) };
      (isLevel ? level : upright).push({ ...line, ...ends });
      passes ||= obstacles.meets(
        isLevel
          ? { left: ends.begin, right: ends.end, top: line.at - 0.5, bottom: line.at + 0.5 }
          : { left: line.at - 0.5, right: line.at + 0.5, top: ends.begin, bottom: ends.end },
      );
    }
    through += passes ? 1 : 0;
    bends += Math.max(0, corners.length - 2);
  });
  return { crossings: count(level, upright), through, bends };
}

function count(level: readonly Line[], upright: readonly Line[]): number {
  let crossings = 0;
  for (const a of level)
    for (const b of upright)
      if (a.target !== b.target && a.begin < b.at && b.at < a.end && b.begin < a.at && a.at < b.end)
        crossings += 1;
  return crossings;
}
