// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { catalogue, empty } from "@/document/fixtures";
import type { ScenarioDocument } from "@/document/types";
import { WorkplaceContext } from "@/editor/context";
import { createEditor } from "@/editor/store";
import { startI18n } from "@/i18n";
import { beginNaming, endNaming } from "@/inspector/naming";
import type { Page } from "@/page";
import type { Client } from "@/server/client";
import { VariablesPanel } from "./VariablesPanel";

/** Declared variables as the server would list them, each set once. */
const client = {
  send: async (_method: string, _path: string, { document }: { document: ScenarioDocument }) =>
    Object.keys(document.graph.variables ?? {}).map((name) => ({
      name,
      type: "text",
      secret: false,
      is_declared: true,
      places: [{ node: "n1", param: "x", kind: "set" }],
    })),
} as unknown as Client;
const page = { language: "en", nonce: "", user: { name: "", actions: [] } } as unknown as Page;
const user = userEvent.setup();

function open() {
  const editor = createEditor(empty);
  const place = {
    page,
    client,
    editor,
    catalogue,
    functions: [],
    mayEdit: true,
    draft: { number: 1, at: 0 },
  };
  render(
    <WorkplaceContext value={place}>
      <VariablesPanel />
    </WorkplaceContext>,
  );
  return editor;
}

beforeAll(() => startI18n("en"));
afterEach(cleanup);

describe("the variables", () => {
  test("open one that was just declared and tell in words how it is used", async () => {
    open();
    await user.type(await screen.findByLabelText("New variable"), "PIN{Enter}");
    expect(await screen.findByText("set in 1 place, read in 0")).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText("Kind"));
  });

  test("leave a name out until it is written to its end", async () => {
    const editor = open();
    await screen.findByLabelText("New variable");
    act(beginNaming);
    act(() =>
      editor.edit((now) => ({ ...now, graph: { ...now.graph, variables: { PI: { type: "text" } } } })),
    );
    await act(() => new Promise((done) => setTimeout(done, 400)));
    expect(screen.queryByText("PI")).toBeNull();
    act(endNaming);
    expect(await screen.findByText("PI")).toBeTruthy();
  });
});
