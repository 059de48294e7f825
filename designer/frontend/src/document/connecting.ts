/** Wires: an output leads to one node at most, by an edge or, back to where the call has been, by a repeat. */

import type { Catalogue } from "./catalogue";
import { byWiring } from "./changes";
import { outputsOf } from "./outputs";
import { isSameOutput, keep, repeatsOf, withEdges, withRepeats } from "./replacing";
import { type OutputRef, outputId, type ScenarioDocument, SPENT } from "./types";

/** What the editor proposes for a new repeat. */
export const REPEAT_LIMIT = 10;
export const REPEAT_LIMIT_MAX = 99;

/** Where an output leads; `limit` is that of a repeat, null for an edge. */
export interface Target {
  readonly target: string;
  readonly limit: number | null;
}

export function targetOf(document: ScenarioDocument, output: OutputRef): Target | null {
  return targetsOf(document).get(outputId(output)) ?? null;
}

const targetsOf = byWiring((document): ReadonlyMap<string, Target> => {
  const led = [...document.edges.map((edge) => ({ ...edge, limit: null })), ...repeatsOf(document)];
  // Backwards: of two wires of one output, which a draft may hold, the first is the one that counts.
  return new Map(led.reverse().map((wire) => [outputId(wire), { target: wire.target, limit: wire.limit }]));
});

/** A wire whose ends are not both drawn could be seen by nobody. */
function hasEnds({ nodes }: ScenarioDocument, { source }: OutputRef, target: string): boolean {
  return nodes.some(({ id }) => id === source) && nodes.some(({ id }) => id === target);
}

/** Leads an output to a node by an edge, instead of wherever it led. */
export function connect(document: ScenarioDocument, output: OutputRef, target: string): ScenarioDocument {
  const led = targetOf(document, output);
  if (!hasEnds(document, output, target) || (led?.target === target && led.limit === null)) return document;
  const freed = disconnect(document, output);
  return withEdges(freed, [...freed.edges, { source: output.source, target, key: output.key }]);
}

/** Leads an output nowhere. What led on from a spent repeat goes with the repeat. */
export function disconnect(document: ScenarioDocument, output: OutputRef): ScenarioDocument {
  const repeats = keep(repeatsOf(document), (repeat) => !isSameOutput(repeat, output));
  const wasRepeat = repeats !== repeatsOf(document);
  const spent = { source: output.source, key: output.key + SPENT };
  const edges = keep(
    document.edges,
    (edge) => !isSameOutput(edge, output) && !(wasRepeat && isSameOutput(edge, spent)),
  );
  return withRepeats(withEdges(document, edges), repeats);
}

/** Leads an output back to a node, `limit` times in one call at most. */
export function makeRepeat(
  document: ScenarioDocument,
  output: OutputRef,
  target: string,
  limit = REPEAT_LIMIT,
): ScenarioDocument {
  if (!hasEnds(document, output, target)) return document;
  const led = targetOf(document, output);
  if (led?.limit != null && led.target === target) return setRepeatLimit(document, output, limit);
  const edges = keep(document.edges, (edge) => !isSameOutput(edge, output));
  const others = keep(repeatsOf(document), (repeat) => !isSameOutput(repeat, output));
  return withRepeats(withEdges(document, edges), [
    ...others,
    { source: output.source, key: output.key, target, limit },
  ]);
}

/** The count of repeats that a text stands for; null for what is none. */
export function repeatLimitOf(text: string): number | null {
  const count = /^\d+$/.test(text.trim()) ? Number(text) : 0;
  return count >= 1 && count <= REPEAT_LIMIT_MAX ? count : null;
}

export function setRepeatLimit(
  document: ScenarioDocument,
  output: OutputRef,
  limit: number,
): ScenarioDocument {
  const bounded = Math.min(REPEAT_LIMIT_MAX, Math.max(1, Math.round(limit)));
  const repeats = repeatsOf(document);
  const index = repeats.findIndex((repeat) => isSameOutput(repeat, output));
  const repeat = repeats[index];
  // One that a file brought is none of ours to bound before it is changed.
  if (!repeat || repeat.limit === limit || repeat.limit === bounded) return document;
  return withRepeats(document, repeats.with(index, { ...repeat, limit: bounded }));
}

/** Whether an edge from `source` to `target` would let a call walk in a circle. */
export function closesCycle(document: ScenarioDocument, source: string, target: string): boolean {
  const next = new Map<string, string[]>();
  for (const edge of document.edges) {
    const targets = next.get(edge.source);
    if (targets) targets.push(edge.target);
    else next.set(edge.source, [edge.target]);
  }
  const seen = new Set<string>();
  const waiting = [target];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === source) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    waiting.push(...(next.get(id) ?? []));
  }
  return false;
}

/** Whether a wire may lead to this node at all: lanes begin by themselves, and no call enters a note. */
export function canBeEntered(document: ScenarioDocument, catalogue: Catalogue, id: string): boolean {
  const node = document.nodes.find((node) => node.id === id);
  const component = node && catalogue.get(node.type);
  return component?.executed === true && !component.lane;
}

/** Leads an output to a node by an edge, or by a repeat where an edge would close a circle. */
export function lead(
  document: ScenarioDocument,
  catalogue: Catalogue,
  output: OutputRef,
  target: string,
): ScenarioDocument {
  if (!canBeEntered(document, catalogue, target)) return document;
  const freed = disconnect(document, output);
  // A repeat that is led elsewhere, or where it leads already, keeps the count that somebody gave it.
  const limit = targetOf(document, output)?.limit ?? REPEAT_LIMIT;
  return closesCycle(freed, output.source, target) && !output.key.endsWith(SPENT)
    ? makeRepeat(document, output, target, limit)
    : connect(document, output, target);
}

/** Puts a node into a wire: the output leads to it, its first loose output to where the wire led; a repeat's way out goes along. */
export function splice(
  document: ScenarioDocument,
  output: OutputRef,
  id: string,
  catalogue: Catalogue,
): ScenarioDocument {
  const led = targetOf(document, output);
  const node = document.nodes.find((node) => node.id === id);
  if (!led || !node || !canBeEntered(document, catalogue, id)) return document;
  const onward = outputsOf(node, catalogue).find(
    (own) => own.kind !== "optional" && !own.isIdle && !targetOf(document, { source: id, key: own.id }),
  );
  const entered = connect(document, output, id);
  if (!onward) return entered;
  if (led.limit === null) return connect(entered, { source: id, key: onward.id }, led.target);
  const repeated = makeRepeat(entered, { source: id, key: onward.id }, led.target, led.limit);
  const spent = targetOf(document, { source: output.source, key: output.key + SPENT });
  return spent ? connect(repeated, { source: id, key: onward.id + SPENT }, spent.target) : repeated;
}
