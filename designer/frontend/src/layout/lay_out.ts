/**
 * Where nodes stand after a tidy-up. Each lane of calls is laid out by itself, one under another, with the main path
 * straight; notes and frames follow the node they stood nearest to (`drawings.ts`).
 */

import type { ElkNode } from "elkjs/lib/elk-api";
import type { Catalogue } from "@/document/catalogue";
import { type Lane, lanesOf } from "@/document/lanes";
import type { MainPath } from "@/document/main_path";
import { setPositions } from "@/document/moving";
import type { Point, ScenarioDocument } from "@/document/types";
import { ROW_GAP } from "@/geometry";
import type { Boxes } from "@/wires/boxes";
import { tidiness } from "@/wires/crossings";
import { planned } from "@/wires/plan";
import { CAREFUL_MAX, elkGraph } from "./graph";

/** Finds places for the nodes of one graph: ELK, in a worker or without one. */
export type Engine = (graph: ElkNode) => Promise<ElkNode>;

/** Between two lanes stands the name of the lower one, in a band of its own. */
const LANE_GAP = 4 * ROW_GAP;
const LANES: readonly Lane[] = ["start", "on_hangup", "on_error", "loose"];

export interface Wanted {
  readonly document: ScenarioDocument;
  readonly catalogue: Catalogue;
  /** The components to lay out: all of the drawing, or some. */
  readonly boxes: Boxes;
  readonly main: MainPath;
}

/**
 * The document with its components in new places. The start stays where it is; without it their upper left corner
 * does. Of a drawing that is quickly laid out two ways are tried, and the one taken whose wires cross less.
 */
export async function layOut(wanted: Wanted, engine: Engine): Promise<ScenarioDocument> {
  const ends = wanted.boxes.size > CAREFUL_MAX ? [true] : [true, false];
  let best: { readonly document: ScenarioDocument; readonly crossings: number } | null = null;
  for (const areHangUpsLast of ends) {
    const document = setPositions(wanted.document, await places(wanted, areHangUpsLast, engine));
    if (ends.length === 1) return document;
    const crossings = crossingsOf(document, wanted.catalogue);
    if (!best || crossings < best.crossings) best = { document, crossings };
  }
  return best?.document ?? wanted.document;
}

async function places(
  { document, boxes, main }: Wanted,
  areHangUpsLast: boolean,
  engine: Engine,
): Promise<Map<string, Point>> {
  const lanes = lanesOf(document);
  const wish = { main, areHangUpsLast };
  const found = new Map<string, Point>();
  let top = 0;
  for (const lane of LANES) {
    const own = new Map([...boxes].filter(([id]) => lanes.get(id) === lane));
    if (own.size === 0) continue;
    const laid = await engine(elkGraph(own, document.edges, wish));
    for (const node of laid.children ?? []) found.set(node.id, [node.x ?? 0, top + (node.y ?? 0)]);
    top += (laid.height ?? 0) + LANE_GAP;
  }
  return anchored(found, boxes);
}

function crossingsOf(document: ScenarioDocument, catalogue: Catalogue): number {
  const plan = planned(document, catalogue);
  return tidiness([...plan.wires()], plan.obstacles).crossings;
}

function anchored(places: ReadonlyMap<string, Point>, boxes: Boxes): Map<string, Point> {
  const start = [...boxes.values()].find((box) => box.node.type === "start")?.node;
  const from = (start && places.get(start.id)) ?? corner([...places.values()]);
  const to = start?.position ?? corner([...boxes.values()].map((box) => box.node.position));
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  return new Map([...places].map(([id, [x, y]]) => [id, [Math.round(x + dx), Math.round(y + dy)]]));
}

function corner(points: readonly Point[]): Point {
  return [Math.min(...points.map(([x]) => x)), Math.min(...points.map(([, y]) => y))];
}
