// @vitest-environment jsdom
import { act, cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { empty } from "@/document/fixtures";
import { InWorkplace } from "@/editor/fixtures";
import { createEditor } from "@/editor/store";
import { type SidePanel, useView } from "@/editor/view";
import { startI18n } from "@/i18n";
import { compare, leaveComparing } from "@/revisions/comparing";
import type { Client } from "@/server/client";
import { loadAll } from "./lately";
import { Side } from "./Side";

const revision = { number: 1, hash: "abc", note: "", author: "", created_at: "2026-01-01T00:00:00Z" };
const client = {
  get: async (path: string) => {
    if (path.endsWith("/revisions")) return [{ ...revision, is_published: true }];
    return path.endsWith("/abc") ? { document: empty } : { routes: [], is_main: false };
  },
  send: async () => [],
} as unknown as Client;
const user = userEvent.setup();

/** The panel beside a drawing, at its node. */
function open(side: SidePanel): void {
  const editor = createEditor(empty);
  editor.selectNodes(["n1"]);
  useView.setState({ side });
  Element.prototype.scrollTo = () => undefined;
  render(
    <InWorkplace editor={editor} client={client}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the drawing takes the keyboard */}
      <div data-canvas tabIndex={0} data-testid="canvas" />
      <Side />
    </InWorkplace>,
  );
}

const hasKeyboard = (element: HTMLElement) => document.activeElement === element;

beforeAll(async () => {
  await startI18n("en");
  await loadAll();
}, 20_000);
beforeEach(leaveComparing);
afterEach(cleanup);

test.each([
  ["inspector", "tab", "Node"],
  ["inspector", "textbox", "Name of the node"],
  ["variables", "tab", "Variables"],
  ["variables", "textbox", "New variable"],
  ["revisions", "checkbox", "Compare: Draft"],
] as const)("Escape in %s leads from the %s %s back to the drawing", async (side, role, name) => {
  open(side);
  const found = await screen.findByRole(role, { name });
  act(() => found.focus());
  await user.keyboard("{Escape}");
  expect(hasKeyboard(screen.getByTestId("canvas"))).toBe(true);
});

test("Escape is left to what has a use of its own for it", async () => {
  open("variables");
  const search = await screen.findByRole("searchbox");
  await user.type(search, "PIN{Escape}");
  // The browser empties it.
  expect(hasKeyboard(search)).toBe(true);
  const version = { name: "", document: empty };
  act(() => compare(version, version));
  const end = await screen.findByRole("button", { name: "Close" });
  act(() => end.focus());
  await user.keyboard("{Escape}");
  expect(hasKeyboard(end)).toBe(true);
});

test("The drawing has the keyboard while versions are compared, and after that", async () => {
  open("revisions");
  await user.click(await screen.findByRole("button", { name: "What is new in the draft" }));
  const canvas = screen.getByTestId("canvas");
  const end = await screen.findByRole("button", { name: "Close" });
  await waitFor(() => expect(hasKeyboard(canvas)).toBe(true));
  await user.click(end);
  await waitFor(() => expect(hasKeyboard(canvas)).toBe(true));
});
