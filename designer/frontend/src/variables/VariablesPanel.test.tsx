// @vitest-environment jsdom
import { act, cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { empty } from "@/document/fixtures";
import type { ScenarioDocument } from "@/document/types";
import { InWorkplace } from "@/editor/fixtures";
import { createEditor } from "@/editor/store";
import { showVariable } from "@/editor/view";
import { startI18n } from "@/i18n";
import { beginNaming, endNaming } from "@/inspector/naming";
import type { Client } from "@/server/client";
import { VariablesPanel } from "./VariablesPanel";

interface Sent {
  readonly document: ScenarioDocument;
  readonly old: string;
  readonly new: string;
}

/** Declared variables as the server would list them, each set once, and one of them renamed. */
const client = {
  send: async (_method: string, path: string, sent: Sent) => {
    const { document } = sent;
    const variables = document.graph.variables ?? {};
    if (path === "/expressions/rename") {
      const names = Object.keys(variables).map((name) => (name === sent.old ? sent.new : name));
      return { document: declaring(names), places: [] };
    }
    return Object.keys(variables)
      .sort()
      .map((name) => ({
        name,
        type: "text",
        secret: false,
        is_declared: true,
        is_built_in: name === "error",
        places: [{ node: "n1", param: "x", kind: name === "error" ? "read" : "set" }],
      }));
  },
} as unknown as Client;
const user = userEvent.setup();

function declaring(names: readonly string[]): ScenarioDocument {
  const variables = Object.fromEntries(names.map((name) => [name, { type: "text" }]));
  return { ...empty, graph: { ...empty.graph, variables } };
}

function open(document = empty) {
  const editor = createEditor(document);
  render(
    <InWorkplace editor={editor} client={client}>
      <VariablesPanel />
    </InWorkplace>,
  );
  return editor;
}

const shownNames = () =>
  [...document.querySelectorAll(".variables-head .mono")].map((name) => name.textContent);

beforeAll(() => startI18n("en"));
afterEach(cleanup);

describe("the variables", () => {
  test("open one that was just declared and tell in words how it is used", async () => {
    open();
    await user.type(await screen.findByLabelText("New variable"), "PIN{Enter}");
    expect(await screen.findByText("set in 1 place, read in 0")).toBeTruthy();
  });

  test.each(["PIN{Enter}", "PIN{Tab}{Enter}"])(
    "keep the keyboard for the next name after %s",
    async (keys) => {
      const editor = open();
      await user.type(await screen.findByLabelText("New variable"), keys);
      await screen.findByText("set in 1 place, read in 0");
      await user.keyboard("day");
      expect(screen.getByLabelText("New variable")).toHaveProperty("value", "day");
      expect(editor.store.getState().document.graph.variables).toEqual({ PIN: { type: "text" } });
    },
  );

  test("give the keyboard to one that was looked for", async () => {
    open(declaring(["PIN"]));
    await screen.findByText("PIN");
    act(() => showVariable("PIN"));
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

  test("keep a renamed one unfolded and the keyboard in it, wherever its name stands in the list now", async () => {
    open(declaring(["NAME", "PIN"]));
    await user.click(await screen.findByText("NAME"));
    const field = screen.getByLabelText("Name");
    await user.clear(field);
    await user.type(field, "WHO");
    await user.click(screen.getByText("Rename everywhere"));
    await waitFor(() => expect(shownNames()).toEqual(["PIN", "WHO"]));
    expect(document.activeElement).toBe(screen.getByLabelText("Name"));
    expect(screen.getByLabelText("Name")).toHaveProperty("value", "WHO");
  });

  test("say of what the product sets that it does, and let nobody rename it", async () => {
    open(declaring(["error"]));
    await user.click(await screen.findByText("error"));
    expect(screen.getByText("set by the error itself, read in 1")).toBeTruthy();
    expect(screen.queryByText("Rename everywhere")).toBeNull();
  });
});
