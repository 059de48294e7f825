// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, expect, test } from "vitest";
import { empty } from "@/document/fixtures";
import { InWorkplace } from "@/editor/fixtures";
import { createEditor } from "@/editor/store";
import { startI18n } from "@/i18n";
import { Palette } from "./Palette";

beforeAll(() => startI18n("en"));
afterEach(cleanup);

test("a component that is clicked waits for its place, by a double click too, and not by another click", async () => {
  const editor = createEditor(empty);
  render(
    <InWorkplace editor={editor}>
      <Palette isStrip />
    </InWorkplace>,
  );
  const item = screen.getByRole("button", { name: "Menu" });
  await userEvent.dblClick(item);
  expect(editor.store.getState().mode).toEqual({ kind: "placing", type: "menu" });
  await userEvent.click(item);
  expect(editor.store.getState().mode.kind).toBe("idle");
});
