/**
 * The measures of the drawing, in pixels at zoom 1. One source for the rendered node, React Flow's declared
 * handles, the router of wires, the layout and the overview; a browser test compares them with the real DOM.
 */

import type { Catalogue } from "@/document/catalogue";
import { drawnOutputs } from "@/document/outputs";
import type { Point, ScenarioNode, Size } from "@/document/types";

export const NODE_WIDTH = 220;
export const HEADER_HEIGHT = 56;
export const ROW_HEIGHT = 21;
export const ROWS_PADDING = 6;
export const PORT_SIZE = 9;
/** The height at which wires enter a node and leave one that has a single output: the middle of the title. */
export const TITLE_Y = HEADER_HEIGHT / 2;
export const NOTE_SIZE: Size = [220, 110];
export const FRAME_SIZE: Size = [480, 280];
export const GRID = 20;
/** Free space that the layout leaves between columns and rows, wide enough for a bundle of wires. */
export const COLUMN_GAP = 80;
export const ROW_GAP = 40;
/** Below this zoom nodes are no longer mounted: one canvas draws them all. */
export const OVERVIEW_ZOOM = 0.4;
/** Below this one nodes show their titles alone, larger. */
export const TITLES_ZOOM = 0.55;

/** Whether a node is drawn as rows; one with a single output has its port at the title instead. */
export function hasRows(outputCount: number): boolean {
  return outputCount > 1;
}

/** The size of a node as it is drawn; `wired`: the keys of its connected outputs. */
export function nodeSize(node: ScenarioNode, catalogue: Catalogue, wired?: ReadonlySet<string>): Size {
  if (node.type === "note") return node.size ?? NOTE_SIZE;
  if (node.type === "frame") return node.size ?? FRAME_SIZE;
  const count = drawnOutputs(node, catalogue, wired).length;
  return [NODE_WIDTH, hasRows(count) ? HEADER_HEIGHT + count * ROW_HEIGHT + ROWS_PADDING : HEADER_HEIGHT];
}

/** The middle of the port of the output that is drawn in row `index` of `count`, relative to the node. */
export function outputPort(index: number, count: number): Point {
  return [NODE_WIDTH, hasRows(count) ? HEADER_HEIGHT + index * ROW_HEIGHT + ROW_HEIGHT / 2 : TITLE_Y];
}

/** The middle of the port where wires enter, relative to the node. */
export const INPUT_PORT: Point = [0, TITLE_Y];
