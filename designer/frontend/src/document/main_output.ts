/** The output that an author marked as main: where it leads, the main path leaves its node there. */

import { targetOf } from "./connecting";
import { withNode } from "./replacing";
import { type OutputRef, type ScenarioDocument, type ScenarioNode, SPENT } from "./types";

/** Whether an output can be marked: a way onward, no way back and nothing that only follows one. */
export function mayBeMain(document: ScenarioDocument, output: OutputRef): boolean {
  return targetOf(document, output)?.limit === null && !output.key.endsWith(SPENT);
}

export function isMarkedMain(document: ScenarioDocument, { source, key }: OutputRef): boolean {
  return document.nodes.find((node) => node.id === source)?.main === key;
}

/** Marks an output instead of the one that was. */
export function markMain(document: ScenarioDocument, { source, key }: OutputRef): ScenarioDocument {
  return withNode(document, source, (node) => (node.main === key ? node : { ...node, main: key }));
}

export function unmarkMain(document: ScenarioDocument, id: string): ScenarioDocument {
  return withNode(document, id, unmarked);
}

export function unmarked(node: ScenarioNode): ScenarioNode {
  if (node.main === undefined) return node;
  const { main: _, ...others } = node;
  return others;
}
