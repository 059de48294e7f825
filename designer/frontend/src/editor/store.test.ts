import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addNode } from "@/document/adding";
import { disconnect, lead, setRepeatLimit } from "@/document/connecting";
import { catalogue, empty, samples } from "@/document/fixtures";
import { align, moveNodes, resize } from "@/document/moving";
import { outputsOf } from "@/document/outputs";
import { setParam, setTitle, setVariables } from "@/document/params";
import { copyText, paste } from "@/document/pasting";
import { removeNodes } from "@/document/removing";
import type { ScenarioDocument } from "@/document/types";
import { createEditor, type Editor } from "./store";

const types = [...catalogue.keys()];
const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];
const idAt = (document: ScenarioDocument, at: number) => pick(document.nodes, at)?.id ?? "";
const outputAt = (document: ScenarioDocument, at: number) => {
  const node = pick(document.nodes, at);
  const output = node && pick(outputsOf(node, catalogue), at);
  return { source: node?.id ?? "", key: output?.id ?? "next" };
};

/** Everything a person can do to a drawing, each with whatever numbers come. */
const EDITS: readonly ((document: ScenarioDocument, a: number, b: number) => ScenarioDocument)[] = [
  (document, a, b) =>
    addNode(document, catalogue, { type: pick(types, a) ?? "", position: [a, b], language: "ru" }).document,
  (document, a, b) => lead(document, catalogue, outputAt(document, a), idAt(document, b)),
  (document, a) => disconnect(document, outputAt(document, a)),
  (document, a, b) => setRepeatLimit(document, outputAt(document, a), b),
  (document, a, b) => removeNodes(document, new Set([idAt(document, a), idAt(document, b)])),
  (document, a, b) => moveNodes(document, new Set([idAt(document, a)]), a - 50, b - 50),
  (document, a) =>
    align(
      document,
      catalogue,
      new Set(document.nodes.map((node) => node.id)),
      a % 2 ? "left" : "spread_down",
    ),
  (document, a, b) => resize(document, idAt(document, a), [a, b]),
  (document, a, b) => setTitle(document, idAt(document, a), `title ${b}`),
  (document, a) => setParam(document, catalogue, idAt(document, a), "options", []),
  (document, a, b) => setVariables(document, { [`v${a}`]: { secret: b % 2 === 0 } }),
  (document, a, b) =>
    paste(
      document,
      catalogue,
      copyText(document, new Set([idAt(document, a), idAt(document, b)])),
      [a, b],
      "en",
    )?.document ?? document,
];

const steps = fc.array(
  fc.record({
    edit: fc.nat(EDITS.length - 1),
    a: fc.nat(99),
    b: fc.nat(99),
    how: fc.constantFrom("edit", "merge", "gesture", "undo", "redo"),
  }),
  { maxLength: 40 },
);

function act(editor: Editor, step: { edit: number; a: number; b: number; how: string }): void {
  const change = (document: ScenarioDocument) => EDITS[step.edit]?.(document, step.a, step.b) ?? document;
  if (step.how === "undo") editor.undo();
  else if (step.how === "redo") editor.redo();
  else if (step.how === "merge") editor.edit(change, "typing");
  else if (step.how === "gesture") {
    editor.beginGesture();
    editor.edit(change);
    editor.edit(change);
    editor.endGesture();
  } else editor.edit(change);
}

const past = (editor: Editor) => editor.store.temporal.getState().pastStates.length;
const drawn = (editor: Editor) => editor.store.getState().document;

describe("undo", () => {
  test.each([
    ["an empty drawing", empty],
    ["the reception", samples.reception],
  ])("of everything that was done to %s gives it back, and redo what was done", (_, document) => {
    fc.assert(
      fc.property(steps, (taken) => {
        const editor = createEditor(document);
        for (const step of taken) act(editor, step);
        const done = JSON.stringify(drawn(editor));
        const count = past(editor);
        while (past(editor) > 0) editor.undo();
        expect(JSON.stringify(drawn(editor))).toBe(JSON.stringify(document));
        for (let step = 0; step < count; step += 1) editor.redo();
        expect(JSON.stringify(drawn(editor))).toBe(done);
      }),
      { numRuns: 150 },
    );
  });

  test("takes back what was typed into one field in one step", () => {
    const editor = createEditor(empty);
    for (const title of ["a", "ab", "abc"])
      editor.edit((document) => setTitle(document, "n1", title), "title n1");
    editor.undo();
    expect(drawn(editor)).toBe(empty);
  });

  test("keeps what was typed into two fields apart", () => {
    const editor = createEditor(empty);
    editor.edit((document) => setTitle(document, "n1", "a"), "title n1");
    editor.settle();
    editor.edit((document) => setTitle(document, "n1", "b"), "title n1");
    editor.undo();
    expect(drawn(editor).nodes[0]?.title).toBe("a");
  });

  test("takes back a drag in one step, and none when nothing moved", () => {
    const editor = createEditor(empty);
    editor.beginGesture();
    for (const dx of [1, 2, 3]) editor.edit((document) => moveNodes(document, new Set(["n1"]), dx, 0));
    editor.endGesture();
    editor.beginGesture();
    editor.endGesture();
    expect(past(editor)).toBe(1);
    editor.undo();
    expect(drawn(editor)).toBe(empty);
  });

  test("and whoever keeps the document learn of a drag when it is let go, the drawing at each step", () => {
    const editor = createEditor(empty);
    const xOf = (document: ScenarioDocument) => document.nodes[0]?.position[0] ?? 0;
    const begin = xOf(empty);
    editor.beginGesture();
    editor.edit((document) => moveNodes(document, new Set(["n1"]), 20, 0));
    editor.rebase((document) => setTitle(document, "n1", "theirs"));
    const { document, drawn: shown } = editor.store.getState();
    expect([xOf(document), document.nodes[0]?.title]).toEqual([begin, "theirs"]);
    expect([xOf(shown), shown.nodes[0]?.title]).toEqual([begin + 20, "theirs"]);
    editor.endGesture();
    expect(drawn(editor)).toBe(shown);
    editor.undo();
    expect(drawn(editor)).toBe(document);
    expect(editor.store.getState().drawn).toBe(document);
  });

  test("never goes back beyond a document that came from the server", () => {
    const editor = createEditor(empty);
    editor.edit((document) => setTitle(document, "n1", "a"));
    editor.replace(samples.reception);
    editor.undo();
    expect(drawn(editor)).toBe(samples.reception);
  });
});

describe("a gesture that is given up", () => {
  test("leaves the document and what is drawn of it as they were", () => {
    const editor = createEditor(samples.reception);
    editor.beginGesture();
    editor.edit((document) => ({ ...document, name: "other" }));
    editor.dropGesture();
    const { document, drawn } = editor.store.getState();
    expect([document, drawn]).toEqual([samples.reception, samples.reception]);
    expect(editor.store.temporal.getState().pastStates).toEqual([]);
  });
});
