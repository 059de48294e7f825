/** A lane of the drawing as ELK wants it, and what ELK's options are set to. */

import type { ElkNode, LayoutOptions } from "elkjs/lib/elk-api";
import { wireId } from "@/document/folding";
import type { MainPath } from "@/document/main_path";
import { type Edge, outputId, type ScenarioNode } from "@/document/types";
import { COLUMN_GAP, FRAME_SIZE, INPUT_PORT, NOTE_SIZE, outputPort, ROW_GAP } from "@/geometry";
import type { Box, Boxes } from "@/wires/boxes";
import { framesOf, type Groups } from "./groups";

/** Above this many nodes the careful placement takes longer than anybody waits. */
export const CAREFUL_MAX = 600;
/** Alone keeps the main path straight; a few drawings take it long, so it gets a limit (`elk.ts`). */
const CAREFUL: LayoutOptions = {
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.cycleBreaking.strategy": "GREEDY",
};
export const QUICK: LayoutOptions = {
  "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
  "elk.layered.cycleBreaking.strategy": "DEPTH_FIRST",
};

const OPTIONS: LayoutOptions = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.spacing.nodeNode": String(ROW_GAP),
  "elk.spacing.edgeNode": "24",
  "elk.spacing.edgeEdge": "12",
  "elk.layered.spacing.nodeNodeBetweenLayers": String(COLUMN_GAP),
  "elk.layered.spacing.edgeNodeBetweenLayers": "24",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "12",
  "elk.spacing.componentComponent": String(2 * ROW_GAP),
  "elk.padding": "[top=0,left=0,bottom=0,right=0]",
  "elk.layered.nodePlacement.favorStraightEdges": "true",
};

/** Nodes of frames are laid out together with all others, or their wires would not be seen. */
const FRAMED: LayoutOptions = { "elk.hierarchyHandling": "INCLUDE_CHILDREN" };
/** Around what is in a frame, with room for its title and a line of text above. */
const FRAME_PADDING: LayoutOptions = { "elk.padding": "[top=64,left=28,bottom=28,right=28]" };

/** A wire of the main path outweighs all others that come to its node; a hang-up is led to from hundreds. */
const STRAIGHT = "1000";

/** From so many nodes a hang-up is led to that it may stand at the end of all of them. */
const SHARED = 3;

export interface Wish {
  readonly main: MainPath;
  /** Whether hang-ups that many share stand in the last column, or as near as they can. */
  readonly areHangUpsLast: boolean;
  /** The frames around these nodes, and what else is in them. */
  readonly groups: Groups;
}

/** The graph of some nodes with the edges among them; ways back (repeats) would only pull it out of order. */
export function elkGraph(boxes: Boxes, edges: readonly Edge[], wish: Wish): ElkNode {
  const { main, areHangUpsLast, groups } = wish;
  const inside = edges.filter(
    ({ source, target, key }) => boxes.has(target) && boxes.get(source)?.outputs.includes(key),
  );
  const last = areHangUpsLast ? sharedEnds(boxes, inside) : new Set<string>();
  return {
    id: "drawing",
    layoutOptions: {
      ...OPTIONS,
      ...(boxes.size > CAREFUL_MAX ? QUICK : CAREFUL),
      ...(groups.size > 0 ? FRAMED : {}),
    },
    children: inFrames(
      [...boxes].map(([id, box]) => elkNode(id, box, main, !groups.has(id), last.has(id))),
      groups,
    ),
    edges: inside.map((edge) => ({
      id: outputId(edge),
      sources: [outputId(edge)],
      targets: [`${edge.target} in`],
      layoutOptions: main.outputs.has(wireId(edge))
        ? {
            "elk.layered.priority.straightness": STRAIGHT,
            "elk.layered.priority.direction": "100",
            "elk.layered.priority.shortness": "10",
          }
        : {},
    })),
  };
}

function sharedEnds(boxes: Boxes, edges: readonly Edge[]): Set<string> {
  const sources = new Map<string, Set<string>>();
  for (const { source, target } of edges) sources.set(target, (sources.get(target) ?? new Set()).add(source));
  const ends = [...boxes].filter(
    ([id, box]) => box.outputs.length === 0 && (sources.get(id)?.size ?? 0) >= SHARED,
  );
  return new Set(ends.map(([id]) => id));
}

/** The nodes that stand in no frame, and the frames with what is in them, notes too. */
function inFrames(nodes: readonly ElkNode[], groups: Groups): ElkNode[] {
  const made = new Map(nodes.map((node) => [node.id, node]));
  const frames = [...framesOf(groups)];
  for (const { id } of frames) made.set(id, { id, layoutOptions: FRAME_PADDING, children: [] });
  for (const { node } of groups.values()) if (!made.has(node.id)) made.set(node.id, plainNode(node));
  for (const [id, { frame }] of groups) {
    const node = made.get(id);
    if (node) made.get(frame.id)?.children?.push(node);
  }
  return [...made.values()].filter(({ id }) => !groups.has(id));
}

function plainNode({ id, type, size }: ScenarioNode): ElkNode {
  const [width, height] = size ?? (type === "note" ? NOTE_SIZE : FRAME_SIZE);
  return { id, width, height };
}

function elkNode(id: string, box: Box, main: MainPath, isFree: boolean, isLast: boolean): ElkNode {
  const { node, outputs } = box;
  const options: LayoutOptions = { "elk.portConstraints": "FIXED_POS" };
  // Of a node in a frame ELK cannot tell the first column of the drawing from that of the frame.
  if (isFree && (node.type === "start" || node.type.startsWith("on_")))
    options["elk.layered.layering.layerConstraint"] = "FIRST";
  else if (isFree && isLast) options["elk.layered.layering.layerConstraint"] = "LAST";
  if (main.nodes.has(id)) options["elk.layered.priority.straightness"] = STRAIGHT;
  return {
    id,
    width: box.right - box.left,
    height: box.bottom - box.top,
    layoutOptions: options,
    ports: [
      elkPort(`${id} in`, INPUT_PORT[0], INPUT_PORT[1], "WEST"),
      ...outputs.map((key, row) => {
        const [, y] = outputPort(row, outputs.length);
        return elkPort(outputId({ source: id, key }), box.right - box.left, y, "EAST");
      }),
    ],
  };
}

function elkPort(id: string, x: number, y: number, side: "EAST" | "WEST") {
  return { id, x, y, width: 0, height: 0, layoutOptions: { "elk.port.side": side } };
}
