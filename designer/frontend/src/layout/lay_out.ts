/**
 * Where nodes stand after a tidy-up. Each lane of calls is laid out by itself, one under another, with the main path
 * straight; notes and frames follow the node they stood nearest to (`drawings.ts`).
 */

import type { ElkNode } from "elkjs/lib/elk-api";
import { type Lane, lanesOf } from "@/document/lanes";
import type { MainPath } from "@/document/main_path";
import type { Point, ScenarioDocument } from "@/document/types";
import { ROW_GAP } from "@/geometry";
import type { Boxes } from "@/wires/boxes";
import { elkGraph } from "./graph";

/** Finds places for the nodes of one graph: ELK, in a worker or without one. */
export type Engine = (graph: ElkNode) => Promise<ElkNode>;

/** Between two lanes stands the name of the lower one, in a band of its own. */
const LANE_GAP = 4 * ROW_GAP;
const LANES: readonly Lane[] = ["start", "on_hangup", "on_error", "loose"];

interface Wanted {
  readonly document: ScenarioDocument;
  /** The components to lay out: all of the drawing, or some. */
  readonly boxes: Boxes;
  readonly main: MainPath;
}

/** The new places of the components. The start stays where it is; without it their upper left corner does. */
export async function layOut({ document, boxes, main }: Wanted, engine: Engine): Promise<Map<string, Point>> {
  const lanes = lanesOf(document);
  const places = new Map<string, Point>();
  let top = 0;
  for (const lane of LANES) {
    const own = new Map([...boxes].filter(([id]) => lanes.get(id) === lane));
    if (own.size === 0) continue;
    const laid = await engine(elkGraph(own, document.edges, main));
    for (const node of laid.children ?? []) places.set(node.id, [node.x ?? 0, top + (node.y ?? 0)]);
    top += (laid.height ?? 0) + LANE_GAP;
  }
  return anchored(places, boxes);
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
