// @vitest-environment jsdom
import { beforeAll, expect, test, vi } from "vitest";
import { connect } from "@/document/connecting";
import { catalogue, empty } from "@/document/fixtures";
import { removeNodes } from "@/document/removing";
import type { Workplace } from "@/editor/context";
import { createEditor } from "@/editor/store";
import { startI18n } from "@/i18n";
import { announce } from "@/speech/announce";
import { endConnection, endReconnection } from "./gestures";
import { useQuickAdd } from "./quick_add";

vi.mock("@/speech/announce", () => ({ announce: vi.fn() }));

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

test("a wire's end that is let go where it was leads there as before, and nothing is told", () => {
  const stop = { id: "n2", type: "stop", title: "Stop", params: {}, position: [300, 0] as const };
  const output = { source: "n1", key: "next" };
  const drawn = connect({ ...empty, nodes: [...empty.nodes, stop] }, output, "n2");
  const editor = createEditor(drawn);
  const place = { editor, catalogue } as unknown as Workplace;
  const card = Object.assign(document.createElement("div"), { className: "react-flow__node" });
  card.dataset.id = "n2";
  document.elementsFromPoint = () => [card];
  vi.mocked(announce).mockClear();
  endReconnection(place, new MouseEvent("mouseup"), output);
  expect(announce).not.toHaveBeenCalled();
  expect(editor.store.getState().document).toBe(drawn);
});
