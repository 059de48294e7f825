import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { samples } from "@/document/fixtures";
import { moveNodes } from "@/document/moving";
import { setTitle } from "@/document/params";
import { createEditor } from "@/editor/store";
import { type Client, ServerProblem } from "@/server/client";
import { isOnlyMoved, SETTLED_MS, startChecking } from "./checking";
import { type ShownIssue, tellChecked, useChecks } from "./issues";

const document = samples.reception;
const first = document.nodes[0]?.id ?? "";

function issue(node: string, code = "unreachable"): ShownIssue {
  const words = { ru: code, en: code };
  return { code, severity: "warning", message: words, fix: words, fixes: [], node };
}

const LOGGED_OUT = new ServerProblem(401, { code: "log_in", message: { ru: "", en: "" }, issues: [] });

/** A server whose answers are given by hand, in any order. */
function slowServer() {
  const asked: { answer: (issues: ShownIssue[]) => void; fail: () => void; signal: AbortSignal }[] = [];
  const send = (_method: string, _path: string, _body: unknown, signal: AbortSignal) =>
    new Promise((resolve, reject) => {
      asked.push({
        answer: (issues) => resolve({ issues, bound: 12 }),
        fail: () =>
          reject(new ServerProblem(0, { code: "offline", message: { ru: "", en: "" }, issues: [] })),
        signal,
      });
    });
  return { asked, client: { send } as unknown as Client };
}

let stop = () => {};
beforeEach(() => {
  vi.useFakeTimers();
  tellChecked({ issues: [], bound: null });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

describe("the checks", () => {
  test("are asked when the drawing opens and once after a burst of edits", async () => {
    const { asked, client } = slowServer();
    const editor = createEditor(document);
    stop = startChecking(client, editor);
    await vi.advanceTimersByTimeAsync(0);
    for (const title of ["a", "b", "c"]) editor.edit((d) => setTitle(d, first, title));
    await vi.advanceTimersByTimeAsync(SETTLED_MS);
    expect(asked.length).toBe(2);
  });

  test("of an older drawing are given up", async () => {
    const { asked, client } = slowServer();
    const editor = createEditor(document);
    stop = startChecking(client, editor);
    await vi.advanceTimersByTimeAsync(0);
    editor.edit((d) => setTitle(d, first, "a"));
    expect(asked[0]?.signal.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(SETTLED_MS);
    asked[1]?.answer([issue(first)]);
    await vi.advanceTimersByTimeAsync(0);
    expect(useChecks.getState().byNode.get(first)?.length).toBe(1);
  });

  test("are not asked while things are only moved", async () => {
    const { asked, client } = slowServer();
    const editor = createEditor(document);
    stop = startChecking(client, editor);
    await vi.advanceTimersByTimeAsync(0);
    editor.edit((d) => moveNodes(d, new Set([first]), 5, 5));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked.length).toBe(1);
  });

  test("that take long are asked when nobody types any more, not at each letter", async () => {
    const { asked, client } = slowServer();
    const editor = createEditor(document);
    stop = startChecking(client, editor);
    await vi.advanceTimersByTimeAsync(400);
    asked[0]?.answer([]);
    await vi.advanceTimersByTimeAsync(0);
    for (const title of ["a", "b", "c"]) {
      editor.edit((d) => setTitle(d, first, title));
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(asked.length).toBe(1);
    await vi.advanceTimersByTimeAsync(100);
    expect(asked.length).toBe(2);
  });

  test("are asked again when the server is back", async () => {
    const { asked, client } = slowServer();
    stop = startChecking(client, createEditor(document));
    await vi.advanceTimersByTimeAsync(0);
    asked[0]?.fail();
    await vi.advanceTimersByTimeAsync(0);
    expect(useChecks.getState().state).toBe("unreached");
    await vi.advanceTimersByTimeAsync(5_000);
    asked[1]?.answer([]);
    await vi.advanceTimersByTimeAsync(0);
    expect([useChecks.getState().state, useChecks.getState().bound]).toEqual(["told", 12]);
  });

  test("say that the session has ended, not that the server is silent", async () => {
    const client = { send: () => Promise.reject(LOGGED_OUT) } as unknown as Client;
    stop = startChecking(client, createEditor(document));
    await vi.advanceTimersByTimeAsync(0);
    expect(useChecks.getState().state).toBe("logged_out");
  });

  test("call a node by its new name while the server does not answer", async () => {
    const { asked, client } = slowServer();
    const editor = createEditor(setTitle(document, first, "Old"));
    stop = startChecking(client, editor);
    await vi.advanceTimersByTimeAsync(0);
    const message = { ru: "\u00abOld\u00bb: x", en: "\u201cOld\u201d: x" };
    asked[0]?.answer([{ ...issue(first), message }]);
    await vi.advanceTimersByTimeAsync(0);
    editor.edit((d) => setTitle(d, first, "New"));
    await vi.advanceTimersByTimeAsync(SETTLED_MS);
    asked[1]?.fail();
    await vi.advanceTimersByTimeAsync(0);
    const told = { ru: "\u00abNew\u00bb: x", en: "\u201cNew\u201d: x" };
    expect(useChecks.getState().byNode.get(first)?.[0]?.message).toEqual(told);
    expect(useChecks.getState().all[0]?.message).toEqual(told);
  });

  test("keep a name that another node still has", async () => {
    const { asked, client } = slowServer();
    const [, second] = document.nodes;
    const editor = createEditor(setTitle(setTitle(document, first, "Old"), second?.id ?? "", "Old"));
    stop = startChecking(client, editor);
    await vi.advanceTimersByTimeAsync(0);
    const message = { ru: "\u00abOld\u00bb: x", en: "\u201cOld\u201d: x" };
    asked[0]?.answer([{ ...issue(second?.id ?? ""), message }]);
    await vi.advanceTimersByTimeAsync(0);
    editor.edit((d) => setTitle(d, first, "New"));
    await vi.advanceTimersByTimeAsync(SETTLED_MS);
    asked[1]?.fail();
    await vi.advanceTimersByTimeAsync(0);
    expect(useChecks.getState().all[0]?.message).toEqual(message);
  });

  test("keep the list of a node whose issues say the same", () => {
    tellChecked({ issues: [issue("n1"), issue("n2")], bound: null });
    const before = useChecks.getState().byNode;
    tellChecked({ issues: [issue("n1"), issue("n2", "other")], bound: null });
    const after = useChecks.getState().byNode;
    expect(after.get("n1")).toBe(before.get("n1"));
    expect(after.get("n2")).not.toBe(before.get("n2"));
  });
});

test("another title is more than a move", () => {
  expect(isOnlyMoved(document, moveNodes(document, new Set([first]), 1, 1))).toBe(true);
  expect(isOnlyMoved(document, setTitle(document, first, "other"))).toBe(false);
});
