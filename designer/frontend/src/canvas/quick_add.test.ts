// @vitest-environment jsdom
import { expect, test } from "vitest";
import { empty } from "@/document/fixtures";
import { workplace } from "@/editor/fixtures";
import { createEditor, IDLE } from "@/editor/store";
import { openQuickAdd, place, type QuickAdd, useQuickAdd } from "./quick_add";

test("the list of components ends the wait for a click that places one", () => {
  const editor = createEditor(empty);
  editor.setMode({ kind: "placing", type: "play" });
  openQuickAdd(workplace(editor), null);
  expect(useQuickAdd.getState().open).not.toBeNull();
  expect(editor.store.getState().mode).toBe(IDLE);
});

test.each(["note", "wait", "frame"])(
  "a second %s that is added in the same place stands below the first",
  (type) => {
    const editor = createEditor({ ...empty, nodes: [] });
    for (const _ of [1, 2]) {
      openQuickAdd(workplace(editor), null);
      place(workplace(editor), type, useQuickAdd.getState().open as QuickAdd);
    }
    const [first, second] = editor.store.getState().document.nodes.map(({ position }) => position);
    expect(second?.[0]).toBe(first?.[0]);
    expect(second?.[1]).toBeGreaterThan((first?.[1] ?? 0) + 60);
  },
);
