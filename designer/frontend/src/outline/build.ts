/**
 * A drawing as a text to read from top to bottom: each lane a tree of nodes and outputs.
 *
 * A node with one connected output is followed by the next one at the same depth, so that a straight line stays
 * straight; where the flow forks, what an output leads to stands below it, one step in. A node that several
 * outputs lead to stands once; the others point to it.
 */

import type { Catalogue } from "@/document/catalogue";
import { type Lane, lanesOf } from "@/document/lanes";
import { drawnOutputs, type Output, wiredKeys } from "@/document/outputs";
import { repeatsOf } from "@/document/replacing";
import { outputId, type ScenarioDocument, type ScenarioNode } from "@/document/types";

export interface NodeRow {
  readonly kind: "node";
  readonly id: string;
  readonly depth: number;
  readonly node: ScenarioNode;
}

/** `pointer`: the node it leads to, when that stands elsewhere; "" when it stands right below; null: nowhere. */
export interface OutputRow {
  readonly kind: "output";
  readonly id: string;
  readonly depth: number;
  readonly source: string;
  readonly output: Output;
  readonly pointer: ScenarioNode | "" | null;
  readonly limit: number | null;
}

export type Row = NodeRow | OutputRow;
export interface OutlineLane {
  readonly lane: Lane;
  readonly rows: readonly Row[];
}

export const DEPTH_MAX = 12;
const LANES: readonly Lane[] = ["start", "on_hangup", "on_error", "loose"];

export function outlineOf(document: ScenarioDocument, catalogue: Catalogue): OutlineLane[] {
  const writer = new Writer(document, catalogue);
  const lanes = lanesOf(document);
  return LANES.map((lane) => {
    const own = document.nodes.filter((node) => lanes.get(node.id) === lane);
    const roots = lane === "loose" ? own : own.filter((node) => node.type === lane);
    return { lane, rows: roots.flatMap((node) => writer.write(node)) };
  }).filter(({ rows }) => rows.length > 0);
}

class Writer {
  private readonly nodes: ReadonlyMap<string, ScenarioNode>;
  private readonly targets: ReadonlyMap<string, { target: string; limit: number | null }>;
  private readonly wired: ReadonlyMap<string, ReadonlySet<string>>;
  private readonly written = new Set<string>();

  constructor(
    document: ScenarioDocument,
    private readonly catalogue: Catalogue,
  ) {
    this.nodes = new Map(document.nodes.map((node) => [node.id, node]));
    this.wired = wiredKeys(document);
    this.targets = new Map<string, { target: string; limit: number | null }>([
      ...document.edges.map((edge) => [outputId(edge), { target: edge.target, limit: null }] as const),
      ...repeatsOf(document).map((repeat) => [outputId(repeat), repeat] as const),
    ]);
  }

  /** The rows of a node and of all that follows. A stack instead of recursion: lines are thousands of nodes long. */
  write(root: ScenarioNode): Row[] {
    const rows: Row[] = [];
    const waiting: (Row | { readonly enter: ScenarioNode; readonly depth: number })[] = [
      { enter: root, depth: 0 },
    ];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (!("enter" in next)) rows.push(this.settled(next));
      else if (!this.written.has(next.enter.id)) {
        this.written.add(next.enter.id);
        rows.push({ kind: "node", id: next.enter.id, depth: next.depth, node: next.enter });
        waiting.push(...this.following(next.enter, next.depth).reverse());
      }
    }
    return rows;
  }

  private following(node: ScenarioNode, depth: number) {
    const outputs = drawnOutputs(node, this.catalogue, this.wired.get(node.id));
    const [only] = outputs;
    const led = only && this.ledTo(node, only);
    if (outputs.length === 1 && led && led.limit === null && !this.written.has(led.node.id))
      return [{ enter: led.node, depth }];
    const inner = Math.min(depth + 1, DEPTH_MAX);
    return outputs.flatMap((output) => {
      const led = this.ledTo(node, output);
      const row: OutputRow = {
        kind: "output",
        id: outputId({ source: node.id, key: output.id }),
        depth: inner,
        source: node.id,
        output,
        pointer: led?.node ?? null,
        limit: led?.limit ?? null,
      };
      const enters = led !== null && led.limit === null;
      return enters ? [row, { enter: led.node, depth: Math.min(inner + 1, DEPTH_MAX) }] : [row];
    });
  }

  /** By now it is known whether the node it leads to was written before, or comes right after. */
  private settled(row: Row): Row {
    if (row.kind === "node" || !row.pointer || row.limit !== null) return row;
    return this.written.has(row.pointer.id) ? row : { ...row, pointer: "" };
  }

  private ledTo(node: ScenarioNode, output: Output) {
    const led = this.targets.get(outputId({ source: node.id, key: output.id }));
    const target = led && this.nodes.get(led.target);
    return target ? { node: target, limit: led.limit } : null;
  }
}
