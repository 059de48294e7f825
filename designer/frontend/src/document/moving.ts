/** Where nodes stand: dragged, pushed by arrow keys, aligned, laid out, resized. Positions are whole pixels. */

import { nodeSize } from "@/geometry";
import type { Catalogue } from "./catalogue";
import { wiredKeys } from "./outputs";
import { withNode, withNodes } from "./replacing";
import type { Point, ScenarioDocument, ScenarioNode, Size } from "./types";

const SIZE_MIN = 60;
const SIZE_MAX = 20_000;

export type Alignment = "left" | "right" | "top" | "bottom" | "spread_across" | "spread_down";

/** Puts nodes where `positions` says; the others, and those that stand there already, stay the same objects. */
export function setPositions(
  document: ScenarioDocument,
  positions: ReadonlyMap<string, Point>,
): ScenarioDocument {
  let changed = false;
  const nodes = document.nodes.map((node) => {
    const position = positions.get(node.id);
    if (!position) return node;
    const [x, y] = [Math.round(position[0]), Math.round(position[1])];
    if (node.position[0] === x && node.position[1] === y) return node;
    changed = true;
    return { ...node, position: [x, y] as const };
  });
  return changed ? withNodes(document, nodes) : document;
}

export function moveNodes(
  document: ScenarioDocument,
  ids: ReadonlySet<string>,
  dx: number,
  dy: number,
): ScenarioDocument {
  const moved = document.nodes.filter((node) => ids.has(node.id));
  return setPositions(
    document,
    new Map(moved.map((node) => [node.id, [node.position[0] + dx, node.position[1] + dy]])),
  );
}

export function resize(document: ScenarioDocument, id: string, size: Size): ScenarioDocument {
  const bounded = size.map((pixels) => Math.round(Math.min(SIZE_MAX, Math.max(SIZE_MIN, pixels))));
  const [width = SIZE_MIN, height = SIZE_MIN] = bounded;
  return withNode(document, id, (node) =>
    node.size?.[0] === width && node.size[1] === height ? node : { ...node, size: [width, height] },
  );
}

/** Lines nodes up at an edge they share, or spreads them evenly between the outer two. */
export function align(
  document: ScenarioDocument,
  catalogue: Catalogue,
  ids: ReadonlySet<string>,
  how: Alignment,
): ScenarioDocument {
  const wired = wiredKeys(document);
  const boxes = document.nodes
    .filter((node) => ids.has(node.id))
    .map((node) => boxOf(node, nodeSize(node, catalogue, wired.get(node.id))));
  if (boxes.length < 2) return document;
  return setPositions(document, how.startsWith("spread") ? spread(boxes, how) : lined(boxes, how));
}

interface Box {
  readonly id: string;
  readonly from: Point;
  readonly size: Size;
}

function boxOf(node: ScenarioNode, size: Size): Box {
  return { id: node.id, from: node.position, size };
}

function lined(boxes: readonly Box[], how: Alignment): Map<string, Point> {
  const axis = how === "left" || how === "right" ? 0 : 1;
  const isFar = how === "right" || how === "bottom";
  const ends = boxes.map((box) => box.from[axis] + (isFar ? box.size[axis] : 0));
  const line = isFar ? Math.max(...ends) : Math.min(...ends);
  return new Map(
    boxes.map((box) => {
      const at = line - (isFar ? box.size[axis] : 0);
      return [box.id, axis === 0 ? [at, box.from[1]] : [box.from[0], at]];
    }),
  );
}

function spread(boxes: readonly Box[], how: Alignment): Map<string, Point> {
  const axis = how === "spread_across" ? 0 : 1;
  const sorted = [...boxes].sort((a, b) => a.from[axis] - b.from[axis]);
  const [first, last] = [sorted[0], sorted[sorted.length - 1]];
  if (!first || !last || sorted.length < 3) return new Map();
  const taken = sorted.reduce((sum, box) => sum + box.size[axis], 0);
  const gap = (last.from[axis] + last.size[axis] - first.from[axis] - taken) / (sorted.length - 1);
  let at = first.from[axis];
  return new Map(
    sorted.map((box) => {
      const position: Point = axis === 0 ? [at, box.from[1]] : [box.from[0], at];
      at += box.size[axis] + gap;
      return [box.id, position];
    }),
  );
}
