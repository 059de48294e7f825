// @vitest-environment jsdom
import { expect, test } from "vitest";
import { catalogue, empty } from "@/document/fixtures";
import type { Workplace } from "@/editor/context";
import { createEditor, IDLE } from "@/editor/store";
import { openQuickAdd, useQuickAdd } from "./quick_add";

test("the list of components ends the wait for a click that places one", () => {
  const editor = createEditor(empty);
  editor.setMode({ kind: "placing", type: "play" });
  openQuickAdd({ editor, catalogue } as unknown as Workplace, null);
  expect(useQuickAdd.getState().open).not.toBeNull();
  expect(editor.store.getState().mode).toBe(IDLE);
});
