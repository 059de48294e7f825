// @vitest-environment jsdom
import { describe, expect, test, vi } from "vitest";
import { connect } from "@/document/connecting";
import { empty } from "@/document/fixtures";
import { setTitle } from "@/document/params";
import {
  freshForEachTest,
  kind,
  notebook,
  OPENED_AT,
  opened,
  PICTURE_MS,
  server,
  title,
  two,
} from "./fixtures";
import { RETRY_MS, SAVE_QUIET_MS } from "./pace";
import { SentMarks } from "./sent";
import { useSaving } from "./state";

freshForEachTest();

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

  test.each([
    ["is known of before it comes back", left, true],
    ["is nothing when the server has it", two, false],
  ])("%s", async (_, document, hadLeft) => {
    notebook.entry = { base: 5, baseDocument: two, document, unanswered: [] };
    const { autosave } = opened();
    await autosave.lookForLeft();
    expect(useSaving.getState().hadLeft).toBe(hadLeft);
    expect(notebook.entry).not.toBeNull();
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
