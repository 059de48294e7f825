/** Edits as property tests want them: any, one after the other, of any drawing. Only tests import it. */

import fc from "fast-check";
import { addNode } from "./adding";
import { connect, disconnect, lead, makeRepeat, setRepeatLimit, splice, targetOf } from "./connecting";
import { catalogue, numbered } from "./fixtures";
import { markMain, unmarkMain } from "./main_output";
import { align, moveNodes, resize } from "./moving";
import { outputsOf, rowsOf } from "./outputs";
import { newRowId, setParam, setTitle, setVariables } from "./params";
import { copyText, paste } from "./pasting";
import { removeNodes } from "./removing";
import { makeRoom } from "./room";
import { type OutputRef, type Params, type ScenarioDocument, SPENT } from "./types";

const isRepeat = (document: ScenarioDocument, output: OutputRef) => targetOf(document, output)?.limit != null;

/** Which edit, and two numbers that say of what. */
export interface AnyEdit {
  readonly edit: number;
  readonly a: number;
  readonly b: number;
}

type Edit = (document: ScenarioDocument, a: number, b: number) => ScenarioDocument;

const types = [...catalogue.keys()];
const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];
const idAt = (document: ScenarioDocument, at: number) => pick(document.nodes, at)?.id ?? "";
/** Changes something at an output; of a node that has none, nothing. */
const withOutput = (
  document: ScenarioDocument,
  at: number,
  change: (output: OutputRef) => ScenarioDocument,
): ScenarioDocument => {
  const node = pick(document.nodes, at);
  const output = node && pick(outputsOf(node, catalogue), at);
  return node && output ? change({ source: node.id, key: output.id }) : document;
};
const some = (document: ScenarioDocument, at: number) =>
  new Set(document.nodes.map((node) => node.id).filter((_, index) => (at >> (index % 7)) % 2 === 1));

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
  (document, a, b) =>
    withOutput(document, a, (output) => lead(document, catalogue, output, idAt(document, b))),
  (document, a) => withOutput(document, a, (output) => disconnect(document, output)),
  (document, a, b) => withOutput(document, a, (output) => setRepeatLimit(document, output, b)),
  (document, a, b) => withOutput(document, a, (output) => makeRepeat(document, output, idAt(document, b), 2)),
  (document, a, b) =>
    withOutput(document, a, (output) => {
      const { document: drawn, id } = addNode(document, catalogue, {
        type: pick(types, b) ?? "",
        position: [a, b],
        language: "ru",
      });
      return splice(drawn, output, id, catalogue);
    }),
  (document, a, b) =>
    withOutput(document, a, (output) =>
      isRepeat(document, output)
        ? connect(document, { ...output, key: output.key + SPENT }, idAt(document, b))
        : document,
    ),
  (document, a) =>
    paste(document, catalogue, copyText(document, some(document, a)), null)?.document ?? document,
  (document, a, b) => align(document, catalogue, some(document, a), b % 2 === 0 ? "left" : "spread_down"),
  (document, a, b) => resize(document, idAt(document, a), [a, b]),
  (document, a) => removeNodes(document, new Set([idAt(document, a)])),
  (document, a, b) => moveNodes(document, new Set([idAt(document, a)]), a - 50, b - 50),
  (document, a, b) => makeRoom(document, catalogue, b % 2 === 0 ? 0 : 1, a - 50),
  (document, a, b) => setTitle(document, idAt(document, a), `title ${b}`),
  (document, a) => setParam(document, catalogue, idAt(document, a), "options", []),
  (document, a, b) => {
    const frame = pick(
      document.nodes.filter((node) => node.type === "frame"),
      a,
    );
    return setParam(document, catalogue, frame?.id ?? "", "collapsed", b % 2 === 0 || undefined);
  },
  (document, a, b) =>
    setParam(document, catalogue, idAt(document, a), pick(["timeout_s", "ring_s"], b) ?? "", b),
  (document, a, b) => withRows(document, a, (rows) => [...rows, { id: newRowId(rows), keys: `${b}` }]),
  (document, a, b) => withRows(document, a, (rows) => rows.toSpliced(b % (rows.length + 1), 1)),
  (document, a, b) =>
    withRows(document, a, (rows) =>
      rows.map((row, at) => (at === b % rows.length ? { ...row, label: `label ${b}` } : row)),
    ),
  (document, a) => withRows(document, a, (rows) => [...rows.slice(1), ...rows.slice(0, 1)]),
  (document, a) => withOutput(document, a, (output) => markMain(document, output)),
  (document, a) => unmarkMain(document, idAt(document, a)),
  (document, a, b) =>
    setVariables(document, { ...document.graph.variables, [`v${a % 3}`]: { secret: b % 2 === 0 } }),
];

export const anyEdit = fc.record({ edit: fc.nat(EDITS.length - 1), a: fc.nat(99), b: fc.nat(99) });
export const anyEdits = fc.array(anyEdit, { maxLength: 8 });

/** What is added is called by numbers alone: a failure can be told again, and two sides meet in their ids. */
export function edited(document: ScenarioDocument, steps: readonly AnyEdit[]): ScenarioDocument {
  return steps.reduce((before, { edit, a, b }) => {
    const after = EDITS[edit]?.(before, a, b) ?? before;
    return after.nodes.length > before.nodes.length ? numbered(after) : after;
  }, document);
}
