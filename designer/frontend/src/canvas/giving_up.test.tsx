// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useRef } from "react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { empty } from "@/document/fixtures";
import { moveNodes } from "@/document/moving";
import { createEditor, type Editor } from "@/editor/store";
import { startI18n } from "@/i18n";
import { useGivingUp, wasGivenUp } from "./giving_up";

function Canvas({ editor }: { editor: Editor }) {
  const root = useRef<HTMLDivElement>(null);
  useGivingUp(root, editor);
  return <div ref={root} data-testid="canvas" />;
}

beforeAll(() => startI18n("en"));
afterEach(cleanup);

test.each([
  ["Escape", {}],
  ["Ctrl+Z", { key: "z", ctrlKey: true }],
  ["Ctrl+Z on a Russian layout", { key: "я", code: "KeyZ", ctrlKey: true }],
  ["Ctrl+Y", { key: "y", ctrlKey: true }],
])("%s gives up the drag that is under way, and does nothing else", (_, stroke) => {
  const editor = createEditor(empty);
  const move = () => editor.edit((document) => moveNodes(document, new Set(["n1"]), 20, 0));
  const page = vi.fn();
  move();
  const moved = editor.store.getState().document;
  render(
    // biome-ignore lint/a11y/noStaticElementInteractions: it stands for the page, which has the keys
    <div onKeyDown={page}>
      <Canvas editor={editor} />
    </div>,
  );
  const canvas = screen.getByTestId("canvas");
  fireEvent.mouseDown(canvas);
  editor.beginGesture();
  move();
  fireEvent.keyDown(canvas, { key: "Escape", ...stroke });
  expect(wasGivenUp()).toBe(true);
  expect(page).not.toHaveBeenCalled();
  fireEvent.mouseUp(canvas);
  const { document, drawn } = editor.store.getState();
  expect([document, drawn]).toEqual([moved, moved]);
  expect(editor.store.temporal.getState().pastStates.length).toBe(1);
});
