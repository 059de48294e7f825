/** Notes and frames that stand around nothing: after a tidy-up each is by the node it stood nearest to, a note on nothing. */

import type { Catalogue } from "@/document/catalogue";
import { setPositions } from "@/document/moving";
import type { Point, ScenarioDocument, ScenarioNode } from "@/document/types";
import { GRID, nodeSize } from "@/geometry";
import { type Box, type Boxes, boxMaker, isDrawing, type Rect, withRooms } from "@/wires/boxes";
import { Obstacles } from "@/wires/obstacles";
import { planned, type WirePlan } from "@/wires/plan";
import { framesOf, type Groups } from "./groups";

/** Free space around a note. */
const MARGIN = GRID;
/** How far from its wish a note looks for a free place, in steps of the grid. */
const RINGS = 60;
/** Half the width of what a wire takes. */
const WIRE = 3;

/** The laid out document with notes and frames brought along; `before` says which node each stood at. */
export function bringDrawings(
  before: ScenarioDocument,
  laid: ScenarioDocument,
  ids: ReadonlySet<string> | null,
  catalogue: Catalogue,
  groups: Groups,
): ScenarioDocument {
  const placed = new Set([...groups.keys(), ...[...framesOf(groups)].map(({ id }) => id)]);
  const isLeft = (node: ScenarioNode) =>
    isDrawing(node, catalogue) && !placed.has(node.id) && ids?.has(node.id) !== false;
  if (!laid.nodes.some(isLeft)) return laid;
  const boxesBefore = boxMaker(catalogue)(before);
  const plan = planned(laid, catalogue);
  const rooms = laid.nodes
    .filter(({ id }) => placed.has(id))
    .map((node) => rectOf(node, node.position, catalogue));
  const taken: Rect[] = [...withRooms(plan.boxes).values(), ...wireRects(plan), ...rooms];
  const places = new Map<string, Point>();
  for (const node of laid.nodes) {
    if (!isLeft(node)) continue;
    const wish = followed(node, boxesBefore, plan.boxes, catalogue);
    const place = node.type === "note" ? freePlace(wish, node, catalogue, taken) : wish;
    places.set(node.id, place);
    if (node.type === "note") taken.push(rectOf(node, place, catalogue));
  }
  return setPositions(laid, places);
}

function followed(node: ScenarioNode, before: Boxes, after: Boxes, catalogue: Catalogue): Point {
  const nearest = nearestBox(rectOf(node, node.position, catalogue), before);
  const moved = nearest && after.get(nearest.node.id);
  if (!moved) return node.position;
  return [node.position[0] + moved.left - nearest.left, node.position[1] + moved.top - nearest.top];
}

function nearestBox(rect: Rect, boxes: Boxes): Box | null {
  let nearest: Box | null = null;
  let best = Number.POSITIVE_INFINITY;
  for (const box of boxes.values()) {
    const dx = Math.max(0, box.left - rect.right, rect.left - box.right);
    const dy = Math.max(0, box.top - rect.bottom, rect.top - box.bottom);
    const distance = Math.hypot(dx, dy);
    if (distance >= best) continue;
    best = distance;
    nearest = box;
  }
  return nearest;
}

/** The free place nearest to the wished one, looked for in growing rings; the wish itself when all is full. */
function freePlace(wish: Point, node: ScenarioNode, catalogue: Catalogue, taken: readonly Rect[]): Point {
  const obstacles = new Obstacles(taken);
  const isFree = (place: Point) => {
    const { left, top, right, bottom } = rectOf(node, place, catalogue);
    return !obstacles.meets({
      left: left - MARGIN,
      top: top - MARGIN,
      right: right + MARGIN,
      bottom: bottom + MARGIN,
    });
  };
  if (isFree(wish)) return wish;
  for (let ring = 1; ring <= RINGS; ring += 1) {
    const found = ringAround(wish, ring * GRID).find(isFree);
    if (found) return found;
  }
  return wish;
}

/** The places of a ring, the nearest to its middle first. */
function ringAround([x, y]: Point, radius: number): Point[] {
  const places: Point[] = [];
  for (let along = -radius; along <= radius; along += GRID)
    places.push(
      [x + along, y + radius],
      [x + along, y - radius],
      [x - radius, y + along],
      [x + radius, y + along],
    );
  const distance = (place: Point) => Math.hypot(place[0] - x, place[1] - y);
  return places.sort((a, b) => distance(a) - distance(b));
}

function rectOf(node: ScenarioNode, [left, top]: Point, catalogue: Catalogue): Rect {
  const [width, height] = nodeSize(node, catalogue);
  return { left, top, right: left + width, bottom: top + height };
}

function wireRects(plan: WirePlan): Rect[] {
  return [...plan.wires()].flatMap(({ corners }) =>
    corners.slice(1).map((corner, index) => {
      const before = corners[index] ?? corner;
      return {
        left: Math.min(corner[0], before[0]) - WIRE,
        right: Math.max(corner[0], before[0]) + WIRE,
        top: Math.min(corner[1], before[1]) - WIRE,
        bottom: Math.max(corner[1], before[1]) + WIRE,
      };
    }),
  );
}
