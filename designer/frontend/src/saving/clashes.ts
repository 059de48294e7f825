/**
 * New things that both sides gave the same id: rows of a list are counted r1, r2 ..., so two people who add one at
 * once meet; nodes meet by chance, or where files brought them. Mine gets another id before the merge, and both stay.
 */

import { newNodeId, newRowId } from "@/document/naming";
import { isSame } from "@/document/same";
import {
  type Json,
  outputId,
  type Params,
  type ScenarioDocument,
  type ScenarioNode,
  SPENT,
} from "@/document/types";
import { partsOf, type Wire } from "./parts";
import { listsOf } from "./rows";

export interface Renamed {
  /** Old id to new. */
  readonly nodes: ReadonlyMap<string, string>;
  /** Of the rows of a parameter, by `<node> <param> <row>`. */
  readonly rows: ReadonlyMap<string, string>;
  /** Of the outputs that those rows are, by their output's id. */
  readonly outputs: ReadonlyMap<string, string>;
}

/** What of mine needs another id beside `theirs`; both were drawn upon `base`. */
export function clashes(base: ScenarioDocument, mine: ScenarioDocument, theirs: ScenarioDocument): Renamed {
  const [known, others] = [partsOf(base).nodes, partsOf(theirs).nodes];
  const taken = new Set([...known.keys(), ...others.keys(), ...mine.nodes.map((node) => node.id)]);
  const nodes = new Map<string, string>();
  const rows = new Map<string, string>();
  const outputs = new Map<string, string>();
  for (const node of mine.nodes) {
    const [was, other] = [known.get(node.id), others.get(node.id)];
    if (!other || node === other) continue;
    if (was)
      for (const [param, row, id] of clashingRows(was, node, other)) {
        rows.set(`${node.id} ${param} ${row}`, id);
        outputs.set(`${node.id} ${row}`, id);
      }
    else if (!isSame(node, other)) {
      const id = newNodeId(taken);
      taken.add(id);
      nodes.set(node.id, id);
    }
  }
  return { nodes, rows, outputs };
}

/** Parameter, id and new id of each row of mine whose id the other side gave to another new row. */
function* clashingRows(
  base: ScenarioNode,
  mine: ScenarioNode,
  theirs: ScenarioNode,
): Generator<readonly [string, string, string]> {
  const [old, others] = [listsOf(base), listsOf(theirs)];
  for (const [param, own] of listsOf(mine)) {
    const [was, other] = [old.get(param), others.get(param)];
    const taken: Params[] = [...own.values(), ...(other?.values() ?? []), ...(was?.values() ?? [])];
    for (const [id, row] of own) {
      if (was?.has(id) || !other?.has(id) || isSame(row, other.get(id))) continue;
      const free = newRowId(taken);
      taken.push({ id: free });
      yield [param, id, free];
    }
  }
}

/** The document with the other ids, and its wires and marks with them. */
export function withOtherIds(document: ScenarioDocument, renamed: Renamed): ScenarioDocument {
  if (renamed.nodes.size + renamed.rows.size === 0) return document;
  const led = <W extends Wire>(wire: W): W => rewired(wire, renamed);
  const { repeats } = document.graph;
  return {
    ...document,
    graph: repeats ? { ...document.graph, repeats: repeats.map(led) } : document.graph,
    nodes: document.nodes.map((node) => withOtherId(withOtherRows(node, renamed), renamed)),
    edges: document.edges.map(led),
  };
}

function rewired<W extends Wire>(wire: W, { nodes, outputs }: Renamed): W {
  const isSpent = wire.key.endsWith(SPENT);
  const root = isSpent ? wire.key.slice(0, -SPENT.length) : wire.key;
  const row = outputs.get(outputId({ source: wire.source, key: root }));
  const [source, target] = [nodes.get(wire.source), nodes.get(wire.target)];
  if (row === undefined && source === undefined && target === undefined) return wire;
  return {
    ...wire,
    source: source ?? wire.source,
    target: target ?? wire.target,
    key: row === undefined ? wire.key : isSpent ? row + SPENT : row,
  };
}

function withOtherId(node: ScenarioNode, { nodes }: Renamed): ScenarioNode {
  const id = nodes.get(node.id);
  return id === undefined ? node : { ...node, id };
}

function withOtherRows(node: ScenarioNode, { rows, outputs }: Renamed): ScenarioNode {
  let params: Params = node.params;
  for (const [param, list] of listsOf(node)) {
    const isMeant = (row: string) => rows.has(`${node.id} ${param} ${row}`);
    if (![...list.keys()].some(isMeant)) continue;
    const renamed = [...list].map(
      ([id, row]): Json => ({ ...row, id: rows.get(`${node.id} ${param} ${id}`) ?? id }),
    );
    params = { ...params, [param]: renamed };
  }
  if (params === node.params) return node;
  const main = outputs.get(outputId({ source: node.id, key: node.main ?? "" })) ?? node.main;
  return { ...node, params, ...(main === undefined ? {} : { main }) };
}
