// @vitest-environment jsdom
import { beforeAll, expect, test } from "vitest";
import { catalogue, empty } from "@/document/fixtures";
import { removeNodes } from "@/document/removing";
import type { Workplace } from "@/editor/context";
import { createEditor } from "@/editor/store";
import { startI18n } from "@/i18n";
import { endConnection } from "./gestures";
import { useQuickAdd } from "./quick_add";

beforeAll(() => startI18n("en"));

test("a wire whose node went while it was pulled asks for nothing when it is let go", () => {
  // jsdom lays nothing out: the wire is let go over empty space.
  document.elementsFromPoint = () => [];
  const editor = createEditor(empty);
  const place = { editor, catalogue } as unknown as Workplace;
  const ends = { fromNode: { id: "n1" }, fromHandle: { id: "next" } };
  endConnection(place, new MouseEvent("mouseup"), ends);
  expect(useQuickAdd.getState().open?.output).toEqual({ source: "n1", key: "next" });
  useQuickAdd.setState({ open: null });
  editor.edit((drawn) => removeNodes(drawn, new Set(["n1"])));
  endConnection(place, new MouseEvent("mouseup"), ends);
  expect(useQuickAdd.getState().open).toBeNull();
});
