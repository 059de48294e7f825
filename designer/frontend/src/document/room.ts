/** Room on the drawing: where there is some, and making it beside a line. Nothing is ever pushed away by itself. */

import { COLUMN_GAP, GRID, NODE_WIDTH, nodeSize, ROW_GAP } from "@/geometry";
import type { Catalogue } from "./catalogue";
import { resize, setPositions } from "./moving";
import type { Point, ScenarioDocument } from "./types";

/** Across or down. */
export type Axis = 0 | 1;

const STEP: Point = [NODE_WIDTH + COLUMN_GAP, 8 * GRID];

/** What something takes up on the drawing. */
export interface Room {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The first height from that of the wish on at which it is clear of all that is taken; on the grid, unless it is as wished. */
export function firstClear(taken: readonly Room[], wish: Room): number {
  const height = wish.bottom - wish.top;
  const column = taken
    .filter(({ left, right }) => left < wish.right + GRID && right > wish.left - GRID)
    .sort((a, b) => a.top - b.top);
  let free = wish.top;
  for (const { top, bottom } of column)
    if (top < free + height + GRID && bottom + GRID > free)
      free = Math.ceil((bottom + ROW_GAP) / GRID) * GRID;
  return free;
}

/** Moves on what begins beyond the line; a frame that the line runs through grows, so that it keeps what it held. */
export function makeRoom(
  document: ScenarioDocument,
  catalogue: Catalogue,
  axis: Axis,
  line: number,
): ScenarioDocument {
  const [dx, dy] = axis === 0 ? [STEP[0], 0] : [0, STEP[1]];
  const beyond = document.nodes.filter((node) => node.position[axis] >= line);
  if (beyond.length === 0) return document;
  const positions = beyond.map(({ id, position: [x, y] }) => [id, [x + dx, y + dy]] as const);
  const cut = document.nodes.filter((node) => {
    const from = node.position[axis];
    return node.type === "frame" && from < line && from + nodeSize(node, catalogue)[axis] > line;
  });
  return cut.reduce(
    (made, frame) => {
      const [width, height] = nodeSize(frame, catalogue);
      return resize(made, frame.id, [width + dx, height + dy]);
    },
    setPositions(document, new Map(positions)),
  );
}
