import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AnyEdit, anyEdit, edited } from "@/document/any_edits";
import { connect, disconnect } from "@/document/connecting";
import { empty, samples } from "@/document/fixtures";
import { moveNodes } from "@/document/moving";
import { setTitle } from "@/document/params";
import { removeNodes } from "@/document/removing";
import type { ScenarioDocument } from "@/document/types";
import { createEditor, type Editor, IDLE } from "./store";

const steps = fc.array(fc.tuple(anyEdit, fc.constantFrom("edit", "merge", "gesture", "undo", "redo")), {
  maxLength: 40,
});

function act(editor: Editor, step: AnyEdit, how: string): void {
  const change = (document: ScenarioDocument) => edited(document, [step]);
  if (how === "undo") editor.undo();
  else if (how === "redo") editor.redo();
  else if (how === "merge") editor.edit(change, "typing");
  else if (how === "gesture") {
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
        for (const [step, how] of taken) act(editor, step, how);
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

  test("has nothing of what was typed and taken back", () => {
    const editor = createEditor(empty);
    for (const title of ["a", "ab"]) editor.edit((document) => setTitle(document, "n1", title), "title n1");
    editor.takeBack("title n1");
    editor.takeBack("title n1");
    expect(drawn(editor)).toBe(empty);
    expect([past(editor), editor.store.temporal.getState().futureStates]).toEqual([0, []]);
  });

  test("keeps the wire that is chosen while its output still leads somewhere", () => {
    const wire = { source: "start", key: "next" };
    const editor = createEditor(samples.reception);
    editor.edit((document) => setTitle(document, "start", "Begin"));
    editor.edit((document) => disconnect(document, wire));
    editor.edit((document) => connect(document, wire, "goodbye"));
    editor.select({ nodes: new Set(), wire });
    const chosen = () => editor.store.getState().selection.wire;
    editor.undo();
    expect(chosen()).toBeNull();
    editor.undo();
    editor.select({ nodes: new Set(), wire });
    editor.undo();
    expect(chosen()).toBe(wire);
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
});

describe("an output that waits for its target", () => {
  const waiting = () => {
    const editor = createEditor(samples.reception);
    const mode = { kind: "connecting", output: { source: "start", key: "next" } } as const;
    editor.setMode(mode);
    return { editor, mode };
  };
  const without = (id: string) => (document: ScenarioDocument) => removeNodes(document, new Set([id]));

  test.each(["edit", "rebase"] as const)("waits no longer once its node is gone, by %s", (how) => {
    const { editor, mode } = waiting();
    editor[how](without("goodbye"));
    expect(editor.store.getState().mode).toBe(mode);
    editor[how](without("start"));
    expect(editor.store.getState().mode).toBe(IDLE);
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
