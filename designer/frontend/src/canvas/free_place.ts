/** Where a new node goes: beside the one it follows, down from there to where none stands; or into a frame. */

import { defaultParams } from "@/document/adding";
import type { Catalogue } from "@/document/catalogue";
import { FOLDED, wiredKeys } from "@/document/outputs";
import { firstClear } from "@/document/room";
import type { Point, ScenarioDocument, ScenarioNode, Size } from "@/document/types";
import { COLUMN_GAP, FRAME_SIZE, GRID, NODE_WIDTH, nodeSize } from "@/geometry";
import type { Rect } from "@/wires/boxes";
import { boundsOf } from "./navigation";

/** The title of a frame stands in this much of it. */
const FRAME_HEAD = 2 * GRID;

/** Beside this node. */
export function placeAfter(
  document: ScenarioDocument,
  catalogue: Catalogue,
  node: ScenarioNode,
  type: string,
): Point {
  const { right, top } = takenBy(node, catalogue);
  return freePlace(document, catalogue, [right + COLUMN_GAP, top], type);
}

/** The first place down from here with room for a new node of this type; on the grid, unless it is right here. */
export function freePlace(
  document: ScenarioDocument,
  catalogue: Catalogue,
  [x, y]: Point,
  type: string,
): Point {
  const [width, height] = sizeOfNew(catalogue, type);
  const wired = wiredKeys(document);
  // Frames lie behind what they hold, so a frame and a node are not in each other's way.
  const taken = document.nodes
    .filter((node) => (node.type === "frame") === (type === "frame"))
    .map((node) => takenBy(node, catalogue, wired.get(node.id)));
  return [x, firstClear(taken, { left: x, right: x + width, top: y, bottom: y + height })];
}

/** As near to this place as it stands wholly in the frame, below its title; right here when there is no room. */
export function placeInside(frame: ScenarioNode, catalogue: Catalogue, [x, y]: Point, type: string): Point {
  const [width, height] = sizeOfNew(catalogue, type);
  const { left, right, top, bottom } = boundsOf(frame, catalogue);
  return [
    between(x, left + GRID, right - GRID - width),
    between(y, top + FRAME_HEAD, bottom - GRID - height),
  ];
}

function between(value: number, low: number, high: number): number {
  return low > high ? value : Math.min(high, Math.max(low, value));
}

function sizeOfNew(catalogue: Catalogue, type: string): Size {
  const component = catalogue.get(type);
  if (!component) return [NODE_WIDTH, 0];
  const node = { id: "", type, title: "", params: defaultParams(component), position: [0, 0] as const };
  return nodeSize(node, catalogue);
}

/** A card of a collapsed frame takes the room that the frame needs when it opens. */
function takenBy(node: ScenarioNode, catalogue: Catalogue, wired?: ReadonlySet<string>): Rect {
  if (node.type !== FOLDED) return boundsOf(node, catalogue, wired);
  const [left, top] = node.position;
  const [width, height] = node.size ?? FRAME_SIZE;
  return { left, top, right: left + width, bottom: top + height };
}
