/** What differs between two drawings: nodes, wires, variables, properties of the scenario; nothing is left out. */

import { isSame } from "@/document/same";
import type { Json, OutputRef, ScenarioDocument, ScenarioNode, Variable } from "@/document/types";
import { isRepeat, type Parts, partsOf, type Wire } from "@/saving/parts";
import { isParams, rowsById } from "@/saving/rows";

/** By weight: what is gone may be missed first. */
export const MARKS = ["removed", "added", "changed", "moved"] as const;
export type Mark = (typeof MARKS)[number];

/** A value that differs; undefined where a side has none. Rows are named by their id: `params.values.r1.value`. */
export interface FieldChange {
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

export interface NodeChange {
  readonly id: string;
  readonly mark: Mark;
  readonly before: ScenarioNode | null;
  readonly after: ScenarioNode | null;
  /** Of a node that both have. */
  readonly fields: readonly FieldChange[];
}

/** Where an output leads; `limit` is that of a repeat. */
export interface Led {
  readonly target: string;
  readonly limit: number | null;
}

export interface WireChange {
  /** The output's id, which is the wire's too. */
  readonly id: string;
  readonly output: OutputRef;
  readonly mark: Exclude<Mark, "moved">;
  readonly before: Led | null;
  readonly after: Led | null;
}

export interface Difference {
  readonly nodes: readonly NodeChange[];
  readonly wires: readonly WireChange[];
  /** `variables.<name>` and the scenario's own properties: `name`, `language`. */
  readonly others: readonly FieldChange[];
}

export function differenceOf(before: ScenarioDocument, after: ScenarioDocument): Difference {
  const [old, now] = [partsOf(before), partsOf(after)];
  return {
    nodes: pairs(old.nodes, now.nodes).map(([id, a, b]) => nodeChange(id, a, b)),
    wires: pairs(old.wires, now.wires).map(([id, a, b]) => wireChange(id, a, b)),
    others: [...otherChanges(old, now)],
  };
}

export function isNothing({ nodes, wires, others }: Difference): boolean {
  return nodes.length + wires.length + others.length === 0;
}

/** What differs under the keys of either side, what both have in the order of the later one. */
function pairs<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
): [string, T | undefined, T | undefined][] {
  return [...new Set([...after.keys(), ...before.keys()])]
    .map((key): [string, T | undefined, T | undefined] => [key, before.get(key), after.get(key)])
    .filter(([, a, b]) => !isSame(a, b));
}

function nodeChange(
  id: string,
  before: ScenarioNode | undefined,
  after: ScenarioNode | undefined,
): NodeChange {
  const both = { id, before: before ?? null, after: after ?? null };
  if (!before || !after) return { ...both, mark: after ? "added" : "removed", fields: [] };
  const fields = fieldChanges(before, after);
  const isMoved = fields.every(({ path }) => path === "position" || path === "size");
  return { ...both, mark: isMoved ? "moved" : "changed", fields };
}

/** The fields in which two versions of a node differ. */
export function fieldChanges(before: ScenarioNode, after: ScenarioNode): FieldChange[] {
  const { id: _, ...old } = before;
  const { id: __, ...now } = after;
  return [...compared("", old as unknown as Json, now as unknown as Json)];
}

function wireChange(id: string, before: Wire | undefined, after: Wire | undefined): WireChange {
  const [source = "", key = ""] = id.split(" ");
  const led = (wire: Wire | undefined): Led | null =>
    wire ? { target: wire.target, limit: isRepeat(wire) ? wire.limit : null } : null;
  const mark = !before ? "added" : !after ? "removed" : "changed";
  return { id, output: { source, key }, mark, before: led(before), after: led(after) };
}

function* otherChanges(before: Parts, after: Parts): Generator<FieldChange> {
  for (const [name, a, b] of pairs<Variable>(before.variables, after.variables))
    yield { path: `variables.${name}`, before: a as Json | undefined, after: b as Json | undefined };
  for (const [path, a, b] of pairs(before.properties, after.properties))
    yield { path, before: a as Json | undefined, after: b as Json | undefined };
}

function* compared(path: string, before: Json | undefined, after: Json | undefined): Generator<FieldChange> {
  if (isSame(before, after)) return;
  const under = (key: string) => (path ? `${path}.${key}` : key);
  const [oldRows, newRows] = [rowsById(before), rowsById(after)];
  if (oldRows && newRows) {
    for (const id of new Set([...oldRows.keys(), ...newRows.keys()]))
      yield* compared(under(id), oldRows.get(id), newRows.get(id));
    const isKept = (id: string) => oldRows.has(id) && newRows.has(id);
    const [a, b] = [[...oldRows.keys()].filter(isKept), [...newRows.keys()].filter(isKept)];
    if (!isSame(a, b))
      yield { path: under("order"), before: [...oldRows.keys()], after: [...newRows.keys()] };
  } else if (isParams(before) && isParams(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
      yield* compared(under(key), before[key], after[key]);
  } else yield { path, before, after };
}
