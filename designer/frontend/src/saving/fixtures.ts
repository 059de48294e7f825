/** What the tests of saving draw at: a server and a journal that do as they are told. Only tests import it. */

import { afterEach, beforeEach, expect, vi } from "vitest";
import { empty } from "@/document/fixtures";
import { setTitle } from "@/document/params";
import type { ScenarioDocument } from "@/document/types";
import { createEditor } from "@/editor/store";
import { type Client, ServerProblem } from "@/server/client";
import { Autosave } from "./autosave";
import type { Entry, Journal } from "./journal";
import type { SentMarks } from "./sent";
import { useSaving } from "./state";

export const two: ScenarioDocument = {
  ...empty,
  nodes: [...empty.nodes, { id: "n2", type: "hangup", title: "end", params: {}, position: [300, 0] }],
};

/** When the draft that is opened was saved. */
export const OPENED_AT = Date.UTC(2026, 0, 1);

const WORDS = { ru: "ru", en: "en" };

/** After this long the picture that answers an edit is painted, and the journal is written. */
export const PICTURE_MS = 50;

class Server implements Client {
  document = two;
  number = 5;
  saves = 0;
  /** What a save meets: an answer, none although it was kept, or none at all. */
  way:
    | "works"
    | "loses the answer"
    | "is away"
    | "wants a log-in"
    | "forbids"
    | "has it no more"
    | "refuses" = "works";
  name = "anna";

  async send<T>(method: string, _path: string, body?: unknown): Promise<T> {
    expect(method).toBe("PUT");
    this.saves += 1;
    if (this.way === "is away") throw new ServerProblem(0, problem("offline"));
    if (this.way === "wants a log-in") throw new ServerProblem(401, problem("log_in"));
    if (this.way === "forbids") throw new ServerProblem(403, problem("forbidden"));
    if (this.way === "has it no more") throw new ServerProblem(404, problem("not_found"));
    if (this.way === "refuses") throw new ServerProblem(413, problem("too_large"));
    const { document, base } = body as { document: ScenarioDocument; base: number };
    if (base !== this.number)
      throw new ServerProblem(409, { ...problem("draft_conflict"), current: this.current() });
    this.document = structuredClone(document);
    this.number += 1;
    if (this.way === "loses the answer") throw new ServerProblem(0, problem("offline"));
    return { number: this.number } as T;
  }

  async get<T>(): Promise<T> {
    return { ...this.current(), draft_number: this.number } as T;
  }

  part(): void {}

  async session() {
    return {
      user: { id: 1, name: this.name, role: null, actions: [] },
      csrf_token: "t",
      language: "en" as const,
    };
  }

  /** Somebody else saves. */
  others(document: ScenarioDocument): void {
    this.document = structuredClone(document);
    this.number += 1;
  }

  private current() {
    return {
      document: this.document,
      number: this.number,
      changed_by: "boris",
      changed_at: new Date(OPENED_AT).toISOString(),
    };
  }
}

function problem(code: string) {
  return { code, message: WORDS, issues: [] };
}

class Notebook implements Journal {
  entry: Entry | null = null;
  isFull = false;
  read = async () => structuredClone(this.entry);
  write = async (entry: Entry) => {
    if (this.isFull) throw new Error("full");
    this.entry = structuredClone(entry);
  };
  clear = async () => {
    this.entry = null;
  };
}

/** Of the test that runs. */
export let server: Server;
export let notebook: Notebook;
let running: Autosave[] = [];

/** A page that has opened a draft: the one that the server has at first, or another one. */
export function opened(document = two, number = 5, sent?: SentMarks) {
  const editor = createEditor(document);
  const draft = { number, at: OPENED_AT };
  const autosave = new Autosave(server, editor, "/scenarios/1", "anna", notebook, draft, sent);
  running.push(autosave);
  return {
    editor,
    autosave,
    rename: (id: string, title: string) => editor.edit((d) => setTitle(d, id, title)),
  };
}

export const kind = () => useSaving.getState().kind;
export const title = (document: ScenarioDocument, id: string) =>
  document.nodes.find((node) => node.id === id)?.title;

/** A server, a journal and a clock of its own for each test of a file. */
export function freshForEachTest(): void {
  beforeEach(() => {
    vi.useFakeTimers();
    localStorage.clear();
    server = new Server();
    notebook = new Notebook();
  });
  afterEach(() => {
    for (const autosave of running) autosave.stop();
    running = [];
    // What waits for a picture does so for all tests of the file.
    vi.runOnlyPendingTimers();
    vi.useRealTimers();
  });
}
