// @vitest-environment jsdom
/** What a key says when nothing can come of it. */

import { beforeAll, beforeEach, expect, test } from "vitest";
import { useNotice } from "@/canvas/notices";
import { tellChecked } from "@/checks/issues";
import { catalogue, empty } from "@/document/fixtures";
import type { Workplace } from "@/editor/context";
import { createEditor } from "@/editor/store";
import { startI18n } from "@/i18n";
import { runStroke } from "./all";

beforeAll(() => startI18n("en"));
beforeEach(() => {
  document.body.innerHTML = "<div data-canvas></div>";
  useNotice.setState({ notice: null });
});

const NOTE = { id: "n2", type: "note", title: "Note", params: { text: "" }, position: [300, 0] as const };

/** What is said to whoever presses a key with the keyboard at a node of the drawing, or at none. */
function told(key: string, held: KeyboardEventInit, at: string | null, mayEdit = true): string | undefined {
  const editor = createEditor({ ...empty, nodes: [...empty.nodes, NOTE] });
  editor.focus(at);
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...held });
  document.querySelector("[data-canvas]")?.dispatchEvent(event);
  runStroke(event, { editor, catalogue, mayEdit } as unknown as Workplace);
  return useNotice.getState().notice?.text;
}

test.each([
  ["a", {}, null, "Choose a node first"],
  ["a", {}, "n2", "No wire leaves this node"],
  ["c", {}, null, "Choose a node first"],
  ["Delete", {}, null, "Choose a node first"],
  ["d", { ctrlKey: true }, null, "Choose a node first"],
  ["ArrowLeft", { altKey: true }, null, "Choose a node first"],
  ["F2", {}, null, "Choose a node first"],
  ["M", { shiftKey: true }, "n1", "Choose an output or a wire first"],
  ["f", {}, "n1", "Choose a frame first"],
  ["ArrowLeft", { altKey: true, shiftKey: true }, "n1", "Choose a note or an open frame first"],
  ["z", { ctrlKey: true }, null, "There is nothing to undo"],
  ["y", { ctrlKey: true }, null, "There is nothing to redo"],
  ["F8", {}, null, "Nothing is wrong: the drawing is ready for calls."],
])("%s %o at %s says: %s %s", (key, held, at, why) => {
  tellChecked({ issues: [], bound: null });
  expect(told(key, held, at)).toBe(why);
});

test("of an edit says to whoever may only read that they may", () => {
  expect(told("Delete", {}, "n1", false)).toBe("The drawing can only be read now");
});

test("says nothing of a comparison that is not there", () => {
  expect(told("n", {}, null)).toBeUndefined();
});
