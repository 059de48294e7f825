/** The inspector of one node, as the tests open it and read what it did. Only tests import it. */

import { act, cleanup, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, beforeEach, vi } from "vitest";
import { tellChecked } from "@/checks/issues";
import { empty } from "@/document/fixtures";
import type { Params, ScenarioDocument } from "@/document/types";
import { type Around, InWorkplace } from "@/editor/fixtures";
import { createEditor, type Editor } from "@/editor/store";
import { startI18n } from "@/i18n";
import type { Client } from "@/server/client";
import { Inspector } from "./Inspector";

const client = {
  get: async () => [{ kind: "queue", names: ["sales"], is_known: true, is_open: false, read_at: null }],
  send: async () => [],
} as unknown as Client;

/** A start, the node `n2` under the eyes, and a node to lead to. */
function drawing(type: string, params: Params): ScenarioDocument {
  return {
    ...empty,
    nodes: [
      ...empty.nodes,
      { id: "n2", type, title: "Here", params, position: [300, 0] },
      { id: "n3", type: "hangup", title: "Goodbye", params: {}, position: [600, 0] },
    ],
  };
}

/** Of the drawing that a test has opened. */
export let editor: Editor;

export function open(
  type: string,
  params: Params,
  edit = (document: ScenarioDocument) => document,
  around: Around = {},
): void {
  editor = createEditor(edit(drawing(type, params)));
  editor.selectNodes(["n2"]);
  render(
    <InWorkplace editor={editor} client={client} {...around}>
      <Inspector />
    </InWorkplace>,
  );
}

export const user = userEvent.setup();
export const drawn = () => editor.store.getState().document;
export const params = () => drawn().nodes.find((node) => node.id === "n2")?.params ?? {};
/** How many steps can be undone. */
export const steps = () => editor.store.temporal.getState().pastStates.length;
export const nextFrame = () => act(() => new Promise((done) => requestAnimationFrame(() => done(undefined))));
/** The parameters of a voice menu whose rows are outputs. */
export const menu = {
  prompt: [],
  options: [
    { id: "sales", keys: "1", label: "Sales" },
    { id: "help", keys: "2", label: "Help" },
  ],
};

/** Nothing of one test is left for the next one of its file. */
export function freshForEachTest(): void {
  // Typing letter by letter takes its time where many tests run at once.
  vi.setConfig({ testTimeout: 20_000 });
  beforeAll(() => startI18n("en"));
  beforeEach(() => {
    tellChecked({ issues: [], bound: null });
    // jsdom draws nothing, so nothing scrolls.
    Element.prototype.scrollIntoView = () => undefined;
  });
  afterEach(cleanup);
}
