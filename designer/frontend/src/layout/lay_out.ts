/**
 * Where nodes stand after a tidy-up. Each lane of calls is laid out by itself, one under another, with the main path
 * straight. A frame stays around what is in it; other notes and frames follow the node they stood nearest to
 * (`drawings.ts`).
 */

import type { ElkNode } from "elkjs/lib/elk-api";
import type { Catalogue } from "@/document/catalogue";
import { type Lane, lanesOf } from "@/document/lanes";
import type { MainPath } from "@/document/main_path";
import { resize, setPositions } from "@/document/moving";
import type { Point, ScenarioDocument, ScenarioNode, Size } from "@/document/types";
import { ROW_GAP } from "@/geometry";
import type { Boxes } from "@/wires/boxes";
import { tidiness } from "@/wires/crossings";
import { planned } from "@/wires/plan";
import { elkGraph } from "./graph";
import { framesOf, type Groups, groupsWhere, outermost } from "./groups";

/** Finds places for the nodes of one graph: ELK, in a worker or without one. */
export type Engine = (graph: ElkNode) => Promise<ElkNode>;

/** Up to so many nodes nobody has to wait for a second try. */
const TWICE_MAX = 150;
/** Between two lanes stands the name of the lower one, in a band of its own. */
const LANE_GAP = 4 * ROW_GAP;
const LANES: readonly Lane[] = ["start", "on_hangup", "on_error", "loose"];

export interface Wanted {
  readonly document: ScenarioDocument;
  readonly catalogue: Catalogue;
  /** The components to lay out: all of the drawing, or some. */
  readonly boxes: Boxes;
  readonly main: MainPath;
  /** The frames that stay around what is in them. */
  readonly groups: Groups;
}

interface Placed {
  readonly positions: ReadonlyMap<string, Point>;
  /** Of the frames. */
  readonly sizes: ReadonlyMap<string, Size>;
}

/**
 * The document with its components, and the frames around them, in new places. The start stays where it is; without it their upper left corner
 * does. Of a drawing that is quickly laid out two ways are tried, and the one taken whose wires cross less.
 */
export async function layOut(wanted: Wanted, engine: Engine): Promise<ScenarioDocument> {
  const ends = wanted.boxes.size > TWICE_MAX ? [true] : [true, false];
  let best: { readonly document: ScenarioDocument; readonly crossings: number } | null = null;
  for (const areHangUpsLast of ends) {
    const document = withPlaces(wanted.document, await places(wanted, areHangUpsLast, engine));
    if (ends.length === 1) return document;
    const crossings = crossingsOf(document, wanted.catalogue);
    if (!best || crossings < best.crossings) best = { document, crossings };
  }
  return best?.document ?? wanted.document;
}

/** The document with its nodes where they stand in another one, and the frames that were laid out as large as there. */
export function placedAs(
  document: ScenarioDocument,
  laid: ScenarioDocument,
  framed: ReadonlySet<ScenarioNode>,
): ScenarioDocument {
  const ids = new Set([...framed].map(({ id }) => id));
  const frames = laid.nodes.filter(({ id }) => ids.has(id));
  return withPlaces(document, {
    positions: new Map(laid.nodes.map(({ id, position }) => [id, position])),
    sizes: new Map(frames.flatMap(({ id, size }) => (size ? [[id, size]] : []))),
  });
}

function withPlaces(document: ScenarioDocument, { positions, sizes }: Placed): ScenarioDocument {
  let placed = setPositions(document, positions);
  for (const [id, size] of sizes) placed = resize(placed, id, size);
  return placed;
}

async function places(
  { document, boxes, main, groups }: Wanted,
  areHangUpsLast: boolean,
  engine: Engine,
): Promise<Placed> {
  const laneOf = laneOfGroups(document, boxes, groups);
  const positions = new Map<string, Point>();
  const sizes = new Map<string, Size>();
  const frames = new Set([...framesOf(groups)].map(({ id }) => id));
  const take = (nodes: readonly ElkNode[] = [], left: number, top: number) => {
    for (const { id, x = 0, y = 0, width = 0, height = 0, children } of nodes) {
      positions.set(id, [left + x, top + y]);
      if (frames.has(id)) sizes.set(id, [width, height]);
      take(children, left + x, top + y);
    }
  };
  let top = 0;
  for (const lane of LANES) {
    const own = new Map([...boxes].filter(([id]) => laneOf(id) === lane));
    if (own.size === 0) continue;
    const ownGroups = groupsWhere(groups, (frame) => laneOf(frame) === lane);
    const laid = await engine(elkGraph(own, document.edges, { main, areHangUpsLast, groups: ownGroups }));
    take(laid.children, 0, top);
    top += (laid.height ?? 0) + LANE_GAP;
  }
  return { positions: anchored(positions, boxes), sizes };
}

/** The lane of each node; all in a frame are laid out in the first lane that something in it belongs to. */
function laneOfGroups(document: ScenarioDocument, boxes: Boxes, groups: Groups) {
  const lanes = lanesOf(document);
  const ofFrames = new Map<string, Lane>();
  for (const lane of [...LANES].reverse())
    for (const id of boxes.keys())
      if (groups.has(id) && lanes.get(id) === lane) ofFrames.set(outermost(groups, id), lane);
  return (id: string) => ofFrames.get(outermost(groups, id)) ?? lanes.get(id);
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
