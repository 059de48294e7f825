/** The places of nodes and their ports on the drawing; a node that did not change keeps its box. */

import type { Catalogue } from "@/document/catalogue";
import { changedNodes, isWiredAlike } from "@/document/changes";
import { realOutput, wireId } from "@/document/folding";
import { drawnOutputs, FOLDED, NO_KEYS, wiredKeys } from "@/document/outputs";
import type { Edge, OutputRef, Point, Repeat, ScenarioDocument, ScenarioNode } from "@/document/types";
import { FRAME_SIZE, INPUT_PORT, nodeSize, outputPort } from "@/geometry";

export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Box extends Rect {
  readonly node: ScenarioNode;
  /** The drawn outputs, from the top. */
  readonly outputs: readonly string[];
}

/** A wire by its two ends: the middles of its ports. `id` is that of its output. */
export interface WireEnds {
  readonly id: string;
  readonly output: OutputRef;
  readonly target: string;
  readonly from: Point;
  readonly to: Point;
  /** How often a call may take a repeat; null: an edge. */
  readonly limit: number | null;
}

export type Boxes = ReadonlyMap<string, Box>;

/** Notes and frames: they have a place of their own size, and no ports. */
export function isDrawing(node: ScenarioNode, catalogue: Catalogue): boolean {
  return catalogue.get(node.type)?.executed === false;
}

/** The boxes of all components on the drawing by their ids, notes and frames left out. */
export function boxMaker(catalogue: Catalogue): (document: ScenarioDocument) => Boxes {
  const made = new WeakMap<ScenarioNode, { readonly keys: ReadonlySet<string>; readonly box: Box }>();
  let last: ScenarioDocument | null = null;
  let boxes = new Map<string, Box>();

  const boxOfNow = (node: ScenarioNode, keys: ReadonlySet<string> = NO_KEYS): Box => {
    const known = made.get(node);
    if (known && isSame(known.keys, keys)) return known.box;
    const box = boxOf(node, catalogue, keys);
    made.set(node, { keys, box });
    return box;
  };

  return (document) => {
    const wired = wiredKeys(document);
    const changed = last && isWiredAlike(last, document) ? changedNodes(last.nodes, document.nodes) : null;
    last = document;
    boxes = changed ? new Map(boxes) : new Map();
    for (const node of changed ? changed.map(({ after }) => after) : document.nodes)
      if (!isDrawing(node, catalogue)) boxes.set(node.id, boxOfNow(node, wired.get(node.id)));
    return boxes;
  };
}

/** The boxes with the room that collapsed frames take when they are opened. */
export function withRooms(boxes: Boxes): Boxes {
  const roomy = (box: Box): Box => {
    const { node, left, top, right, bottom } = box;
    if (node.type !== FOLDED) return box;
    const [width, height] = node.size ?? FRAME_SIZE;
    return { ...box, right: Math.max(right, left + width), bottom: Math.max(bottom, top + height) };
  };
  return new Map([...boxes].map(([id, box]) => [id, roomy(box)]));
}

function boxOf(node: ScenarioNode, catalogue: Catalogue, keys: ReadonlySet<string>): Box {
  const [left, top] = node.position;
  const [width, height] = nodeSize(node, catalogue, keys);
  const outputs = drawnOutputs(node, catalogue, keys).map((output) => output.id);
  return { node, outputs, left, top, right: left + width, bottom: top + height };
}

/** The ends of a stored wire; null when a node or its output is not on the drawing. */
export function endsOf(wire: Edge | Repeat, boxes: Boxes): WireEnds | null {
  const source = boxes.get(wire.source);
  const target = boxes.get(wire.target);
  const row = source?.outputs.indexOf(wire.key) ?? -1;
  if (!source || !target || row < 0) return null;
  const [x, y] = outputPort(row, source.outputs.length);
  return {
    id: wireId(wire),
    output: realOutput(wire),
    target: wire.target,
    from: [source.left + x, source.top + y],
    to: [target.left + INPUT_PORT[0], target.top + INPUT_PORT[1]],
    limit: "limit" in wire ? wire.limit : null,
  };
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const key of a) if (!b.has(key)) return false;
  return true;
}
