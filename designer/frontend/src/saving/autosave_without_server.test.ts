// @vitest-environment jsdom
import { describe, expect, test, vi } from "vitest";
import { freshForEachTest, kind, opened, server, title } from "./fixtures";
import { RETRY_MS, SAVE_QUIET_MS } from "./pace";
import { useSaving } from "./state";

freshForEachTest();

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
