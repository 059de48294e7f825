/** What an edit left as it was. A letter typed or a step of a drag must not cost what the whole drawing costs. */

import { repeatsOf } from "./replacing";
import type { ScenarioDocument, ScenarioNode } from "./types";

export interface ChangedNode {
  readonly index: number;
  readonly before: ScenarioNode;
  readonly after: ScenarioNode;
}

type Nodes = readonly ScenarioNode[];

/** All who follow an edit ask the same of the same two lists. */
let last: { readonly before: Nodes; readonly after: Nodes; readonly changed: readonly ChangedNode[] | null } =
  {
    before: [],
    after: [],
    changed: [],
  };

/** The nodes that became others; null when nodes came or went, or stand in another order. */
export function changedNodes(before: Nodes, after: Nodes): readonly ChangedNode[] | null {
  if (last.before !== before || last.after !== after)
    last = { before, after, changed: compared(before, after) };
  return last.changed;
}

function compared(before: Nodes, after: Nodes): readonly ChangedNode[] | null {
  if (before.length !== after.length) return null;
  const changed: ChangedNode[] = [];
  for (let index = 0; index < after.length; index += 1) {
    const [old, now] = [before[index], after[index]];
    if (old === now || !old || !now) continue;
    if (old.id !== now.id || old.type !== now.type) return null;
    changed.push({ index, before: old, after: now });
  }
  return changed;
}

/** Whether both are one node that differs in its name, its place and its size alone. */
export function isFilledAlike(a: ScenarioNode, b: ScenarioNode): boolean {
  return a.id === b.id && a.type === b.type && a.params === b.params && a.main === b.main;
}

/** Whether the same wires run between the same outputs. */
export function isWiredAlike(before: ScenarioDocument, after: ScenarioDocument): boolean {
  return before.edges === after.edges && repeatsOf(before) === repeatsOf(after);
}

/**
 * Makes something of the wires, and again only when they are others: most edits leave them as they are. Two are
 * kept, that of the document and that of what is shown of it.
 */
export function byWiring<T>(make: (document: ScenarioDocument) => T): (document: ScenarioDocument) => T {
  let last: readonly { readonly document: ScenarioDocument; readonly made: T }[] = [];
  return (document) => {
    const known = last.find((one) => one.document === document || isWiredAlike(one.document, document));
    const made = known ? known.made : make(document);
    if (known !== last[0] || known?.document !== document)
      last = [{ document, made }, ...last.filter((one) => one !== known)].slice(0, 2);
    return made;
  };
}

/** The nodes that differ between two documents, or whose outputs lead elsewhere; what is gone first. */
export function touchedNodes(before: ScenarioDocument, after: ScenarioDocument): readonly ScenarioNode[] {
  const changed = isWiredAlike(before, after) ? changedNodes(before.nodes, after.nodes) : null;
  if (changed) return changed.map((node) => node.after);
  const rewired = rewiredNodes(before, after);
  const now = new Set(after.nodes.map(({ id }) => id));
  const known = new Map(before.nodes.map((node) => [node.id, node]));
  return [
    ...before.nodes.filter(({ id }) => !now.has(id)),
    ...after.nodes.filter((node) => known.get(node.id) !== node || rewired.has(node.id)),
  ];
}

function rewiredNodes(before: ScenarioDocument, after: ScenarioDocument): ReadonlySet<string> {
  if (isWiredAlike(before, after)) return new Set();
  const wires = (document: ScenarioDocument) => [...document.edges, ...repeatsOf(document)];
  const signs = (document: ScenarioDocument) =>
    new Map(wires(document).map((wire) => [JSON.stringify(wire), wire.source]));
  const [old, now] = [signs(before), signs(after)];
  const gone = [...old].filter(([sign]) => !now.has(sign));
  const come = [...now].filter(([sign]) => !old.has(sign));
  return new Set([...gone, ...come].map(([, source]) => source));
}
