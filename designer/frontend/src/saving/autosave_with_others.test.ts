// @vitest-environment jsdom
import { describe, expect, test, vi } from "vitest";
import { setTitle } from "@/document/params";
import { freshForEachTest, kind, opened, PICTURE_MS, server, title, two } from "./fixtures";
import { SAVE_QUIET_MS } from "./pace";
import { useSaving } from "./state";

freshForEachTest();

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
