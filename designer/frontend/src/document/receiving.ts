/**
 * A stored drawing as the page needs it. A file written by hand may leave out what checks and calls can do without:
 * titles, parameters and places. They are filled in for the page alone; the first edit saves them.
 */

import { COLUMN_GAP, NODE_WIDTH } from "@/geometry";
import type { Edge, ScenarioDocument, ScenarioNode } from "./types";

type StoredNode = Pick<ScenarioNode, "id" | "type"> & Partial<ScenarioNode>;
const COLUMN = NODE_WIDTH + COLUMN_GAP;
/** Enough for most nodes with their outputs. */
const ROW = 240;

export function received(stored: unknown): ScenarioDocument {
  const document = stored as Omit<ScenarioDocument, "nodes"> & { readonly nodes: readonly StoredNode[] };
  if (document.nodes.every(isWhole)) return { ...document, nodes: document.nodes };
  const columns = columnsOf(document.nodes, document.edges);
  // Below what has a place already.
  const top = Math.max(0, ...document.nodes.map(({ position }) => (position ? position[1] + ROW : 0)));
  const heights = new Map<number, number>();
  const place = ({ id, position }: StoredNode): ScenarioNode["position"] => {
    if (position) return position;
    const column = columns.get(id) ?? 0;
    const row = heights.get(column) ?? 0;
    heights.set(column, row + 1);
    return [column * COLUMN, top + row * ROW];
  };
  const nodes = document.nodes.map((node) => ({
    ...node,
    title: node.title || node.type,
    params: node.params ?? {},
    position: place(node),
  }));
  return { ...document, nodes };
}

function isWhole(node: StoredNode): node is ScenarioNode {
  return node.title !== undefined && node.params !== undefined && node.position !== undefined;
}

/** How many wires each node is away from where its lane begins. */
function columnsOf(nodes: readonly StoredNode[], edges: readonly Edge[]): ReadonlyMap<string, number> {
  const entered = new Set(edges.map((edge) => edge.target));
  const columns = new Map<string, number>();
  let reached = nodes.map((node) => node.id).filter((id) => !entered.has(id));
  for (let column = 0; reached.length > 0; column += 1) {
    for (const id of reached) columns.set(id, column);
    const from = new Set(reached);
    const next = edges.filter((edge) => from.has(edge.source) && !columns.has(edge.target));
    reached = [...new Set(next.map((edge) => edge.target))];
  }
  return columns;
}
