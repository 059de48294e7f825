/** Edits as property tests want them: any, one after the other, of any drawing. Only tests import it. */

import fc from "fast-check";
import { addNode } from "./adding";
import { disconnect, lead, setRepeatLimit } from "./connecting";
import { catalogue } from "./fixtures";
import { moveNodes } from "./moving";
import { outputsOf, rowsOf } from "./outputs";
import { newRowId, setParam, setTitle, setVariables } from "./params";
import { removeNodes } from "./removing";
import type { Params, ScenarioDocument } from "./types";

type Edit = (document: ScenarioDocument, a: number, b: number) => ScenarioDocument;

const types = [...catalogue.keys()];
const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];
const idAt = (document: ScenarioDocument, at: number) => pick(document.nodes, at)?.id ?? "";
const outputAt = (document: ScenarioDocument, at: number) => {
  const node = pick(document.nodes, at);
  const output = node && pick(outputsOf(node, catalogue), at);
  return { source: node?.id ?? "", key: output?.id ?? "next" };
};

/** Changes the rows of a node that has some; every row is an output. */
const withRows = (document: ScenarioDocument, a: number, change: (rows: Params[]) => readonly Params[]) => {
  const rowed = document.nodes.filter((node) => catalogue.get(node.type)?.rows_of);
  const node = pick(rowed, a);
  const param = catalogue.get(node?.type ?? "")?.rows_of;
  if (!node || !param) return document;
  const rows = change(rowsOf(node.params, param));
  return setParam(document, catalogue, node.id, param, rows);
};

const EDITS: readonly Edit[] = [
  (document, a, b) =>
    addNode(document, catalogue, { type: pick(types, a) ?? "", position: [a, b], language: "ru" }).document,
  (document, a, b) => lead(document, catalogue, outputAt(document, a), idAt(document, b)),
  (document, a) => disconnect(document, outputAt(document, a)),
  (document, a, b) => setRepeatLimit(document, outputAt(document, a), b),
  (document, a) => removeNodes(document, new Set([idAt(document, a)])),
  (document, a, b) => moveNodes(document, new Set([idAt(document, a)]), a - 50, b - 50),
  (document, a, b) => setTitle(document, idAt(document, a), `title ${b}`),
  (document, a) => setParam(document, catalogue, idAt(document, a), "options", []),
  (document, a, b) =>
    setParam(document, catalogue, idAt(document, a), pick(["timeout_s", "ring_s"], b) ?? "", b),
  (document, a, b) => withRows(document, a, (rows) => [...rows, { id: newRowId(rows), keys: `${b}` }]),
  (document, a, b) => withRows(document, a, (rows) => rows.toSpliced(b % (rows.length + 1), 1)),
  (document, a, b) =>
    withRows(document, a, (rows) =>
      rows.map((row, at) => (at === b % rows.length ? { ...row, label: `label ${b}` } : row)),
    ),
  (document, a) => withRows(document, a, (rows) => [...rows.slice(1), ...rows.slice(0, 1)]),
  (document, a, b) =>
    setVariables(document, { ...document.graph.variables, [`v${a % 3}`]: { secret: b % 2 === 0 } }),
];

export const anyEdits = fc.array(
  fc.record({ edit: fc.nat(EDITS.length - 1), a: fc.nat(99), b: fc.nat(99) }),
  { maxLength: 8 },
);

export function edited(
  document: ScenarioDocument,
  steps: readonly { readonly edit: number; readonly a: number; readonly b: number }[],
): ScenarioDocument {
  return steps.reduce((made, { edit, a, b }) => EDITS[edit]?.(made, a, b) ?? made, document);
}
