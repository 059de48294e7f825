// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, expect, test } from "vitest";
import { catalogue, empty } from "@/document/fixtures";
import { WorkplaceContext } from "@/editor/context";
import { createEditor } from "@/editor/store";
import { startI18n } from "@/i18n";
import type { Page } from "@/page";
import type { Client } from "@/server/client";
import { Palette } from "./Palette";

beforeAll(() => startI18n("en"));
afterEach(cleanup);

test("a component that is clicked waits for its place, by a double click too, and not by another click", async () => {
  const editor = createEditor(empty);
  const page = { language: "en" } as Page;
  const place = {
    page,
    client: {} as Client,
    editor,
    catalogue,
    functions: [],
    mayEdit: true,
    draft: { number: 1, at: 0 },
  };
  render(
    <WorkplaceContext value={place}>
      <Palette isStrip />
    </WorkplaceContext>,
  );
  const item = screen.getByRole("button", { name: "Menu" });
  await userEvent.dblClick(item);
  expect(editor.store.getState().mode).toEqual({ kind: "placing", type: "menu" });
  await userEvent.click(item);
  expect(editor.store.getState().mode.kind).toBe("idle");
});
