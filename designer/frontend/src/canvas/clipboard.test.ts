// @vitest-environment jsdom
import { afterEach, expect, test, vi } from "vitest";
import { catalogue, samples } from "@/document/fixtures";
import type { Workplace } from "@/editor/context";
import { createEditor } from "@/editor/store";
import { startI18n } from "@/i18n";
import { copySelection, cutSelection, duplicate, pasteFromClipboard } from "./clipboard";
import { useNotice } from "./notices";

await startI18n("en");
const NO_CLIPBOARD = "The browser gave no access to the clipboard: press Ctrl+C, Ctrl+V on the drawing";

function placeWith(...ids: string[]): Workplace {
  const editor = createEditor(samples.reception);
  editor.selectNodes(ids);
  return { editor, catalogue, page: { language: "en" } } as unknown as Workplace;
}

const documentOf = ({ editor }: Workplace) => editor.store.getState().document;
const said = () => useNotice.getState().notice?.text;

afterEach(() => {
  vi.unstubAllGlobals();
  useNotice.setState({ notice: null });
});

test("a page of an unsafe address, which has no clipboard, is told the keys", async () => {
  vi.stubGlobal("navigator", {});
  for (const act of [copySelection, pasteFromClipboard]) {
    useNotice.setState({ notice: null });
    await act(placeWith("secretary"));
    expect(said()).toBe(NO_CLIPBOARD);
  }
});

test("what the clipboard did not take is not cut", async () => {
  vi.stubGlobal("navigator", { clipboard: { writeText: () => Promise.reject(new Error("refused")) } });
  const place = placeWith("secretary");
  await cutSelection(place);
  expect(documentOf(place)).toBe(samples.reception);
});

test("what the clipboard took is cut", async () => {
  vi.stubGlobal("navigator", { clipboard: { writeText: () => Promise.resolve() } });
  const place = placeWith("secretary");
  await cutSelection(place);
  expect(documentOf(place).nodes.some((node) => node.id === "secretary")).toBe(false);
});

test("a start is not duplicated, which is said and is no step of undo", () => {
  const place = placeWith("start");
  duplicate(place);
  expect(place.editor.store.temporal.getState().pastStates).toEqual([]);
  expect(said()).toContain("A scenario has only one");
});
