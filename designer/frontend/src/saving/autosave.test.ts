// @vitest-environment jsdom
import { describe, expect, test, vi } from "vitest";
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
import { SAVE_LATEST_MS, SAVE_QUIET_MS } from "./pace";
import { useSaving } from "./state";

freshForEachTest();

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
