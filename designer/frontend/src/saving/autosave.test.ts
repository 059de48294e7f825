// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { connect } from "@/document/connecting";
import { empty } from "@/document/fixtures";
import { setTitle } from "@/document/params";
import type { ScenarioDocument } from "@/document/types";
import { createEditor } from "@/editor/store";
import { type Client, ServerProblem } from "@/server/client";
import { Autosave, RETRY_MS, SAVE_LATEST_MS, SAVE_QUIET_MS } from "./autosave";
import type { Entry, Journal } from "./journal";
import { SentMarks } from "./sent";
import { useSaving } from "./state";

const two: ScenarioDocument = {
  ...empty,
  nodes: [...empty.nodes, { id: "n2", type: "hangup", title: "end", params: {}, position: [300, 0] }],
};
/** When the draft that is opened was saved. */
const OPENED_AT = Date.UTC(2026, 0, 1);
const WORDS = { ru: "ru", en: "en" };
/** After this long the picture that answers an edit is painted, and the journal is written. */
const PICTURE_MS = 50;

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

let server: Server;
let notebook: Notebook;
let running: Autosave[] = [];

function opened(document = two, number = 5, sent?: SentMarks) {
  const editor = createEditor(document);
  const autosave = new Autosave(
    server,
    editor,
    "/scenarios/1",
    "anna",
    notebook,
    { number, at: OPENED_AT },
    sent,
  );
  running.push(autosave);
  return {
    editor,
    autosave,
    rename: (id: string, title: string) => editor.edit((d) => setTitle(d, id, title)),
  };
}

const kind = () => useSaving.getState().kind;
const title = (document: ScenarioDocument, id: string) =>
  document.nodes.find((node) => node.id === id)?.title;

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

describe("the draft", () => {
  test("is saved a moment after the last edit", async () => {
    const { rename } = opened();
    rename("n1", "a");
    expect(kind()).toBe("dirty");
    await vi.advanceTimersByTimeAsync(SAVE_QUIET_MS);
    expect(kind()).toBe("saved");
    expect(title(server.document, "n1")).toBe("a");
  });

  test("is saved while editing goes on, two seconds after the first edit at most", async () => {
    const { rename } = opened();
    for (let at = 0; at < 2_000; at += 100) {
      rename("n1", `a${at}`);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(SAVE_LATEST_MS).toBeLessThan(2_000);
    expect(server.saves).toBe(1);
  });

  test("is as old as it is until it is saved anew", async () => {
    const { editor } = opened();
    expect(useSaving.getState().at).toBe(OPENED_AT);
    editor.edit((document) => setTitle(document, "n2", "x"));
    editor.undo();
    expect(useSaving.getState()).toMatchObject({ kind: "saved", at: OPENED_AT });
    editor.edit((document) => setTitle(document, "n2", "y"));
    await vi.advanceTimersByTimeAsync(SAVE_QUIET_MS);
    expect(useSaving.getState()).toMatchObject({ kind: "saved", at: Date.now() });
  });

  test("needs no saving when an undo came before", async () => {
    const { editor, rename } = opened();
    rename("n1", "a");
    editor.undo();
    expect(kind()).toBe("saved");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.saves).toBe(0);
    expect(notebook.entry).toBeNull();
  });

  test("is unsaved again after an undo of what was saved", async () => {
    const { editor, rename } = opened();
    rename("n1", "a");
    await vi.advanceTimersByTimeAsync(SAVE_QUIET_MS);
    editor.undo();
    expect(kind()).toBe("dirty");
    editor.redo();
    expect(kind()).toBe("saved");
  });

  test("is in the journal until the server has it", async () => {
    const { rename } = opened();
    rename("n1", "a");
    await vi.advanceTimersByTimeAsync(PICTURE_MS);
    expect(title(notebook.entry?.document ?? two, "n1")).toBe("a");
    expect(useSaving.getState().isJournaled).toBe(true);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(notebook.entry).toBeNull();
  });

  test("is known not to be in a journal that cannot be written", async () => {
    notebook.isFull = true;
    server.way = "is away";
    const { rename } = opened();
    rename("n1", "a");
    await vi.advanceTimersByTimeAsync(PICTURE_MS);
    expect(useSaving.getState().isJournaled).toBe(false);
  });
});

describe("without the server", () => {
  test("saving is tried more and more rarely, and done when it is back", async () => {
    server.way = "is away";
    const { rename } = opened();
    rename("n1", "a");
    await vi.advanceTimersByTimeAsync(SAVE_QUIET_MS + RETRY_MS[0] + RETRY_MS[1]);
    expect([kind(), server.saves]).toEqual(["offline", 3]);
    rename("n1", "b");
    server.way = "works";
    await vi.advanceTimersByTimeAsync(RETRY_MS[2]);
    expect([kind(), title(server.document, "n1")]).toEqual(["saved", "b"]);
  });

  test("a save whose answer was lost is no conflict with oneself", async () => {
    server.way = "loses the answer";
    const { rename } = opened();
    rename("n1", "a");
    await vi.advanceTimersByTimeAsync(SAVE_QUIET_MS);
    rename("n1", "b");
    server.way = "works";
    await vi.advanceTimersByTimeAsync(5_000);
    expect([kind(), title(server.document, "n1"), useSaving.getState().mergedFrom]).toEqual([
      "saved",
      "b",
      null,
    ]);
  });

  test("an undo of what may have been kept is saved too", async () => {
    server.way = "loses the answer";
    const { editor, rename } = opened();
    rename("n1", "a");
    await vi.advanceTimersByTimeAsync(SAVE_QUIET_MS);
    editor.undo();
    server.way = "works";
    await vi.advanceTimersByTimeAsync(5_000);
    expect([kind(), title(server.document, "n1")]).toEqual(["saved", "Start"]);
  });

  test("a reader who is no longer logged in is told so and loses nothing", async () => {
    server.way = "wants a log-in";
    server.name = "nobody";
    const { rename } = opened();
    rename("n1", "a");
    await vi.advanceTimersByTimeAsync(SAVE_QUIET_MS);
    expect(useSaving.getState().refusal?.kind).toBe("log_in");
    rename("n1", "b");
    server.name = "anna";
    server.way = "works";
    await vi.advanceTimersByTimeAsync(10_000);
    expect([kind(), title(server.document, "n1")]).toEqual(["saved", "b"]);
  });

  test("a reader whose role allows it no more is told so at once, and saves when it does again", async () => {
    server.way = "forbids";
    const { autosave, rename } = opened();
    rename("n1", "a");
    const told: unknown[] = [];
    const leave = useSaving.subscribe(({ refusal }) => told.push(refusal?.kind));
    await vi.advanceTimersByTimeAsync(60_000);
    leave();
    expect(new Set(told)).toEqual(new Set([undefined, "role"]));
    autosave.retry();
    await vi.advanceTimersByTimeAsync(0);
    expect([kind(), server.saves]).toEqual(["refused", 1]);
    server.way = "works";
    autosave.allowed();
    await vi.advanceTimersByTimeAsync(0);
    expect([kind(), title(server.document, "n1")]).toEqual(["saved", "a"]);
  });

  test("somebody else in one's place is asked to log in, whatever their role", async () => {
    server.way = "forbids";
    server.name = "boris";
    const { rename } = opened();
    rename("n1", "a");
    await vi.advanceTimersByTimeAsync(SAVE_QUIET_MS);
    expect(useSaving.getState().refusal?.kind).toBe("log_in");
  });

  test("a scenario that was deleted is known to be gone", async () => {
    server.way = "has it no more";
    const { rename } = opened();
    rename("n1", "a");
    await vi.advanceTimersByTimeAsync(SAVE_QUIET_MS);
    expect(useSaving.getState().refusal?.kind).toBe("gone");
  });

  test("what the server refuses is not sent again until it is changed", async () => {
    server.way = "refuses";
    const { rename } = opened();
    rename("n1", "a");
    await vi.advanceTimersByTimeAsync(60_000);
    expect([kind(), server.saves]).toEqual(["refused", 1]);
    server.way = "works";
    rename("n1", "b");
    await vi.advanceTimersByTimeAsync(SAVE_QUIET_MS);
    expect(kind()).toBe("saved");
  });
});

describe("when somebody else has saved", () => {
  test("what they did elsewhere is taken in, and told", async () => {
    const { editor, rename } = opened();
    server.others(setTitle(two, "n2", "theirs"));
    rename("n1", "mine");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(["n1", "n2"].map((id) => title(server.document, id))).toEqual(["mine", "theirs"]);
    expect(useSaving.getState().mergedFrom).toEqual({ name: "boris", count: 1 });
    editor.undo();
    expect(["n1", "n2"].map((id) => title(editor.store.getState().document, id))).toEqual([
      "Start",
      "theirs",
    ]);
  });

  test("what both changed waits for a choice, and nothing is overwritten", async () => {
    const { autosave, rename } = opened();
    server.others(setTitle(two, "n1", "theirs"));
    rename("n1", "mine");
    await vi.advanceTimersByTimeAsync(60_000);
    expect([kind(), title(server.document, "n1"), server.saves]).toEqual(["conflict", "theirs", 1]);
    autosave.resolve(new Map([["nodes n1", "mine"]]));
    await vi.advanceTimersByTimeAsync(SAVE_QUIET_MS);
    expect([kind(), title(server.document, "n1")]).toEqual(["saved", "mine"]);
  });

  test.each(["theirs", "Start"])("a drawing that became %s again leaves nothing to choose", async (same) => {
    const { editor, rename } = opened();
    server.others(setTitle(two, "n1", "theirs"));
    rename("n1", "mine");
    await vi.advanceTimersByTimeAsync(SAVE_QUIET_MS);
    expect(kind()).toBe("conflict");
    if (same === "Start") editor.undo();
    else rename("n1", same);
    await vi.advanceTimersByTimeAsync(PICTURE_MS + SAVE_QUIET_MS);
    expect([kind(), title(server.document, "n1")]).toEqual(["saved", "theirs"]);
    expect(title(editor.store.getState().document, "n1")).toBe("theirs");
  });

  test("choosing theirs leaves nothing to save but what only I did", async () => {
    const { autosave, editor, rename } = opened();
    server.others(setTitle(two, "n1", "theirs"));
    rename("n1", "mine");
    rename("n2", "only mine");
    await vi.advanceTimersByTimeAsync(SAVE_QUIET_MS);
    autosave.resolve(new Map([["fields n1 title", "theirs"]]));
    await vi.advanceTimersByTimeAsync(SAVE_QUIET_MS);
    expect(["n1", "n2"].map((id) => title(server.document, id))).toEqual(["theirs", "only mine"]);
    editor.undo();
    editor.undo();
    expect(["n1", "n2"].map((id) => title(editor.store.getState().document, id))).toEqual(["theirs", "end"]);
  });

  test("a reader who changed nothing follows them", async () => {
    const { autosave, editor } = opened();
    server.others(setTitle(two, "n2", "theirs"));
    const first = editor.store.getState().document.nodes[0];
    await autosave.follow();
    expect(title(editor.store.getState().document, "n2")).toBe("theirs");
    expect(editor.store.getState().document.nodes[0]).toBe(first);
    expect([kind(), autosave.number]).toEqual(["saved", 6]);
  });
});

describe("what a crash left in the journal", () => {
  const left = connect(two, { source: "n1", key: "next" }, "n2");

  test("is brought back and saved", async () => {
    notebook.entry = { base: 5, baseDocument: two, document: left, unanswered: [] };
    const { autosave, editor } = opened();
    await autosave.restore();
    expect(editor.store.getState().document).toEqual(left);
    expect(useSaving.getState().restored?.over).toBe(two);
    await vi.advanceTimersByTimeAsync(SAVE_QUIET_MS);
    expect(server.document).toEqual(left);
  });

  test("waits while somebody else draws, whatever they save, and is told of", async () => {
    notebook.entry = { base: 5, baseDocument: two, document: left, at: OPENED_AT, unanswered: [] };
    const { autosave, editor } = opened();
    await autosave.tellLeft();
    expect(useSaving.getState().leftAt).toBe(OPENED_AT);
    server.others(setTitle(two, "n2", "theirs"));
    await autosave.follow();
    await vi.advanceTimersByTimeAsync(PICTURE_MS);
    expect(editor.store.getState().document.edges).toEqual([]);
    await autosave.restore();
    expect(useSaving.getState().leftAt).toBeNull();
    await vi.advanceTimersByTimeAsync(SAVE_QUIET_MS);
    expect([title(server.document, "n2"), server.document.edges.length]).toEqual(["theirs", 1]);
  });

  test("is not told of when there is nothing of it", async () => {
    const { autosave } = opened();
    await autosave.tellLeft();
    expect(useSaving.getState().leftAt).toBeNull();
  });

  test("can be let go no more once anything else is drawn", async () => {
    notebook.entry = { base: 5, baseDocument: two, document: left, unanswered: [] };
    const { autosave, rename } = opened();
    await autosave.restore();
    await vi.advanceTimersByTimeAsync(SAVE_QUIET_MS);
    expect(useSaving.getState().restored?.over).toBe(two);
    rename("n1", "a");
    expect(useSaving.getState().restored).toBeNull();
  });

  test("can be let go no more once somebody else has drawn", async () => {
    notebook.entry = { base: 5, baseDocument: two, document: left, unanswered: [] };
    const { autosave } = opened();
    await autosave.restore();
    await vi.advanceTimersByTimeAsync(SAVE_QUIET_MS);
    server.others(setTitle(left, "n2", "theirs"));
    await autosave.follow();
    expect(useSaving.getState().restored).toBeNull();
  });

  test("can be let go when it was merged with what others had saved before", async () => {
    server.others(setTitle(two, "n2", "theirs"));
    notebook.entry = { base: 5, baseDocument: two, document: left, unanswered: [] };
    const { autosave, editor } = opened(server.document, 6);
    await autosave.restore();
    await vi.advanceTimersByTimeAsync(SAVE_QUIET_MS);
    const found = useSaving.getState().restored?.over ?? two;
    editor.edit(() => found);
    await vi.advanceTimersByTimeAsync(SAVE_QUIET_MS);
    expect([title(server.document, "n2"), server.document.edges.length]).toEqual(["theirs", 0]);
  });

  test("is merged with what was saved by others meanwhile", async () => {
    server.others(setTitle(two, "n2", "theirs"));
    notebook.entry = { base: 5, baseDocument: two, document: left, unanswered: [] };
    const { autosave } = opened(server.document, 6);
    await autosave.restore();
    await vi.advanceTimersByTimeAsync(SAVE_QUIET_MS);
    expect([title(server.document, "n2"), server.document.edges.length]).toEqual(["theirs", 1]);
  });

  test("is no conflict when the server kept a part of it", async () => {
    const renamed = setTitle(left, "n1", "a");
    server.others(renamed);
    const document = setTitle(renamed, "n1", "b");
    notebook.entry = { base: 5, baseDocument: two, document, unanswered: [renamed] };
    const { autosave } = opened(server.document, 6);
    await autosave.restore();
    await vi.advanceTimersByTimeAsync(SAVE_QUIET_MS);
    expect([kind(), title(server.document, "n1")]).toEqual(["saved", "b"]);
  });

  test("is forgotten when the server has it after all", async () => {
    notebook.entry = { base: 4, baseDocument: empty, document: two, unanswered: [] };
    const { autosave } = opened();
    await autosave.restore();
    await vi.advanceTimersByTimeAsync(0);
    expect([notebook.entry, useSaving.getState().restored]).toEqual([null, null]);
  });

  test("is forgotten when the page was left with something newer on its way", async () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    } as unknown as Storage;
    const first = opened(two, 5, new SentMarks("1", storage));
    first.rename("n2", "older");
    const older = first.editor.store.getState().document;
    first.rename("n2", "newer");
    const newer = first.editor.store.getState().document;
    first.autosave.part();
    first.autosave.stop();
    await vi.advanceTimersByTimeAsync(RETRY_MS[0]);
    server.others(newer);
    notebook.entry = { base: 5, baseDocument: two, document: older, unanswered: [] };
    const { autosave, editor } = opened(server.document, 6, new SentMarks("1", storage));
    await autosave.restore();
    await vi.advanceTimersByTimeAsync(SAVE_QUIET_MS);
    expect([kind(), title(editor.store.getState().document, "n2")]).toEqual(["saved", "newer"]);
    expect(notebook.entry).toBeNull();
  });
});
