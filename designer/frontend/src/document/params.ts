/** What nodes are called and set to. A row that goes takes its output's wire and mark with it. */

import type { Catalogue } from "./catalogue";
import { unmarked } from "./main_output";
import { outputsOf, rowsOf } from "./outputs";
import { keep, repeatsOf, withEdges, withNode, withRepeats } from "./replacing";
import { type Edge, type Json, type ScenarioDocument, SPENT, type Variable } from "./types";

export { newRowId } from "./naming";

export function setTitle(document: ScenarioDocument, id: string, title: string): ScenarioDocument {
  return withNode(document, id, (node) => (node.title === title ? node : { ...node, title }));
}

/** Sets a parameter; `undefined` gives it back to its default. */
export function setParam(
  document: ScenarioDocument,
  catalogue: Catalogue,
  id: string,
  param: string,
  value: Json | undefined,
): ScenarioDocument {
  const changed = withNode(document, id, (node) => {
    if (node.params[param] === value && (value !== undefined || !(param in node.params))) return node;
    const { [param]: _, ...others } = node.params;
    return { ...node, params: value === undefined ? others : { ...node.params, [param]: value } };
  });
  const rowsParam = catalogue.get(changed.nodes.find((node) => node.id === id)?.type ?? "")?.rows_of;
  return param === rowsParam ? dropRowOutputs(document, changed, catalogue, id, param) : changed;
}

function dropRowOutputs(
  before: ScenarioDocument,
  after: ScenarioDocument,
  catalogue: Catalogue,
  id: string,
  param: string,
): ScenarioDocument {
  const [old, now] = [before, after].map((document) => document.nodes.find((node) => node.id === id));
  if (!old || !now) return after;
  const left = new Set(outputsOf(now, catalogue).map((output) => output.id));
  const gone = new Set(
    rowsOf(old.params, param)
      .map((row) => String(row.id))
      .filter((key) => !left.has(key))
      .flatMap((key) => [key, key + SPENT]),
  );
  const stays = (wire: Edge) => wire.source !== id || !gone.has(wire.key);
  const marked = withNode(after, id, (node) => (gone.has(node.main ?? "") ? unmarked(node) : node));
  return withRepeats(withEdges(marked, keep(marked.edges, stays)), keep(repeatsOf(marked), stays));
}

export function setVariables(
  document: ScenarioDocument,
  variables: { readonly [name: string]: Variable },
): ScenarioDocument {
  return { ...document, graph: { ...document.graph, variables } };
}
