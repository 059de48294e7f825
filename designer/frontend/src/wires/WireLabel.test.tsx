// @vitest-environment jsdom
import { act, cleanup, render } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { flowMaker } from "@/canvas/flow";
import { catalogue, empty } from "@/document/fixtures";
import { moveNodes } from "@/document/moving";
import { setTitle } from "@/document/params";
import type { ScenarioDocument } from "@/document/types";
import { InWorkplace } from "@/editor/fixtures";
import { createEditor } from "@/editor/store";
import { startI18n } from "@/i18n";
import { WireLabel } from "./WireLabel";

const menu = { id: "n2", type: "menu", title: "Menu", params: {}, position: [300, 0] as const };
const drawn: ScenarioDocument = {
  ...empty,
  nodes: [...empty.nodes, menu],
  edges: [{ source: "n1", target: "n2", key: "next" }],
};

/** The wire from the start to the menu, as React Flow is given it. */
function shown(document = drawn) {
  const editor = createEditor(document);
  const { edges } = flowMaker(catalogue, true);
  const { document: now, selection } = editor.store.getState();
  const [wire] = edges(now, selection);
  if (!wire?.data) throw new Error("no wire");
  render(
    <InWorkplace editor={editor}>
      <svg>
        <title>Drawing</title>
        <WireLabel wire={wire.id} data={wire.data} target={wire.target} />
      </svg>
    </InWorkplace>,
  );
  const named = () => globalThis.document.getElementById(String(wire.domAttributes?.["aria-labelledby"]));
  return { editor, wire, label: () => named()?.textContent };
}

const nextPicture = () => act(() => vi.advanceTimersByTime(200));

beforeAll(() => startI18n("en"));
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("A wire says where it leads from and to, in words", () => {
  const { wire, label } = shown();
  expect(label()).toBe("“Start”: output “next” leads to “Menu”");
  expect(wire.domAttributes?.["aria-roledescription"]).toBe("wire");
});

test("A way back says how often a call may take it", () => {
  const repeats = [{ source: "n2", target: "n2", key: "no_input", limit: 3 }];
  const { label } = shown({ ...drawn, edges: [], graph: { ...drawn.graph, repeats } });
  expect(label()).toMatch(/^“Menu”: output “.+” goes back to “Menu”, 3 times at most$/);
});

test("A wire is called anew when one of its ends is, and not for a step of a drag", () => {
  const { editor, label } = shown();
  const find = vi.spyOn(catalogue, "get");
  editor.edit((document) => moveNodes(document, new Set(["n2"]), 20, 0));
  nextPicture();
  expect(find).not.toHaveBeenCalled();
  editor.edit((document) => setTitle(document, "n2", "Choice"));
  nextPicture();
  expect(label()).toBe("“Start”: output “next” leads to “Choice”");
});
