/** The small steps every edit is made of: a document with other nodes, edges or repeats, and all else the same. */

import type { Edge, OutputRef, Repeat, ScenarioDocument, ScenarioNode } from "./types";

const NO_REPEATS: readonly Repeat[] = [];

export function repeatsOf(document: ScenarioDocument): readonly Repeat[] {
  return document.graph.repeats ?? NO_REPEATS;
}

export function withNodes(document: ScenarioDocument, nodes: readonly ScenarioNode[]): ScenarioDocument {
  return nodes === document.nodes ? document : { ...document, nodes };
}

export function withEdges(document: ScenarioDocument, edges: readonly Edge[]): ScenarioDocument {
  return edges === document.edges ? document : { ...document, edges };
}

/** Without repeats the key stands empty where it stood and is not made where it did not. */
export function withRepeats(document: ScenarioDocument, repeats: readonly Repeat[]): ScenarioDocument {
  const before = repeatsOf(document);
  if (repeats === before || (repeats.length === 0 && before.length === 0)) return document;
  return { ...document, graph: { ...document.graph, repeats } };
}

/** Changes one node; the same document when the change is none, or when there is no such node. */
export function withNode(
  document: ScenarioDocument,
  id: string,
  change: (node: ScenarioNode) => ScenarioNode,
): ScenarioDocument {
  const index = document.nodes.findIndex((node) => node.id === id);
  const node = document.nodes[index];
  if (!node) return document;
  const changed = change(node);
  return changed === node ? document : withNodes(document, document.nodes.with(index, changed));
}

/** The list itself when nothing was dropped, so that nobody renders for nothing. */
export function keep<T>(list: readonly T[], wanted: (item: T) => boolean): readonly T[] {
  const kept = list.filter(wanted);
  return kept.length === list.length ? list : kept;
}

export function isSameOutput(a: OutputRef, b: OutputRef): boolean {
  return a.source === b.source && a.key === b.key;
}
