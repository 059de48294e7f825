/** The outputs of a node: those of its rows first, then the fixed ones; what is drawn of them. */

import type { Catalogue, Component, Language, OutputKind, Words } from "./catalogue";
import { byWiring } from "./changes";
import { type Edge, type Params, type ScenarioNode, SPENT } from "./types";

export interface Output {
  readonly id: string;
  readonly kind: OutputKind;
  readonly title: Words;
  /** What stands before the title of a row: the keys of an option. */
  readonly value: string;
  /** No call can take it with these parameters. */
  readonly isIdle: boolean;
}

/** Of a node from which nothing leads on. */
export const NO_KEYS: ReadonlySet<string> = new Set();
const NONE: readonly Output[] = [];

/** The type that a collapsed frame has on the drawing alone (`folding.ts`). */
export const FOLDED = "folded_frame";

/** All outputs of a node, as the engine has them; of an unknown component there are none. */
export function outputsOf(node: ScenarioNode, catalogue: Catalogue): readonly Output[] {
  if (node.type === FOLDED) return cardOutputs(node);
  const component = catalogue.get(node.type);
  return component ? outputsAs(component, node) : NONE;
}

/** The outputs that a node has as this component. */
export function outputsAs(component: Component, node: ScenarioNode): readonly Output[] {
  const rows = component.rows_of ? rowsOf(node.params, component.rows_of) : [];
  const fixed = component.outputs.map((output) => ({
    id: output.id,
    kind: output.kind,
    title: output.title,
    value: "",
    isIdle:
      output.needs !== "" && ["", "none", false, undefined].includes(node.params[output.needs] as string),
  }));
  return [...rows.map((row) => rowOutput(row, component.rows_kind)), ...fixed];
}

/** The rows of the list parameter that gives outputs; whatever is no object with an id is left out. */
export function rowsOf(params: Params, param: string): Params[] {
  const rows = params[param];
  if (!Array.isArray(rows)) return [];
  return rows.filter((row) => typeof row === "object" && row !== null && typeof row.id === "string");
}

function rowOutput(row: Params, kind: OutputKind): Output {
  const text = (key: string) => (typeof row[key] === "string" ? (row[key] as string) : "");
  const value = text("keys") || text("key") || text("value");
  const label = text("label");
  return { id: text("id"), kind, title: { ru: label, en: label }, value, isIdle: false };
}

/** The keys of each node's connected outputs, and of those whose repeat has a way out. */
export const wiredKeys = byWiring((document): ReadonlyMap<string, ReadonlySet<string>> => {
  const wired = new Map<string, Set<string>>();
  const add = ({ source, key }: Edge) => {
    const keys = wired.get(source);
    if (keys) keys.add(key);
    else wired.set(source, new Set([key]));
  };
  document.edges.forEach(add);
  for (const repeat of document.graph.repeats ?? []) {
    add(repeat);
    add({ ...repeat, key: repeat.key + SPENT });
  }
  return wired;
});

/**
 * The outputs that a node shows: all that have a wire (of a repeat also the way out when it is spent), and of
 * the loose ones those that matter. Loose errors and hang-ups, and what no call can take, are folded away.
 */
export function drawnOutputs(
  node: ScenarioNode,
  catalogue: Catalogue,
  wired: ReadonlySet<string> = NO_KEYS,
): Output[] {
  if (node.type === FOLDED) return cardOutputs(node);
  const drawn: Output[] = [];
  for (const output of outputsOf(node, catalogue)) {
    const isFolded = output.isIdle || output.kind === "optional" || output.id === "error";
    if (wired.has(output.id) || !isFolded) drawn.push(output);
    if (wired.has(output.id + SPENT)) drawn.push(spentOutput(output));
  }
  return drawn;
}

/**
 * The outputs by which wires leave what a collapsed frame hides: all of them lead somewhere. A node of a file that
 * pretends to be such a card may have anything in their place.
 */
function cardOutputs({ params }: ScenarioNode): Output[] {
  const title = { ru: "", en: "" };
  const ids = Array.isArray(params.outputs) ? params.outputs : [];
  return ids
    .filter((id) => typeof id === "string")
    .map((id) => ({
      id,
      kind: "ending",
      title,
      value: "",
      isIdle: false,
    }));
}

/** The way out of a repeat that was taken as often as it may be. */
export function spentOutput(output: Output): Output {
  return { ...output, id: output.id + SPENT, kind: "fallback" };
}

/** What an output is called on the drawing; a row that is not filled in yet has no name. */
export function outputTitle(output: Output, language: Language): string {
  return output.title[language] || output.value || "…";
}
