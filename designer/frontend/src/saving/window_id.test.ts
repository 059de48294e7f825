// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { windowId } from "./window_id";

/** The Web Locks of one browser, which frees those of a window that is gone. */
function webLocks() {
  const taken = new Map<string, string>();
  const of = (window: string) => ({
    request: async (name: string, _: unknown, told: (lock: object | null) => Promise<void> | undefined) => {
      const isFree = !taken.has(name);
      if (isFree) taken.set(name, window);
      return told(isFree ? {} : null);
    },
  });
  const close = (window: string) => {
    for (const [name, holder] of taken) if (holder === window) taken.delete(name);
  };
  return { of, close };
}

let locks: ReturnType<typeof webLocks>;

function opened(window: string): Promise<string> {
  vi.stubGlobal("navigator", { locks: locks.of(window) });
  return windowId("1");
}

beforeEach(() => {
  locks = webLocks();
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(() => void vi.unstubAllGlobals());

test("the first window goes by a name that outlives it", async () => {
  const name = await opened("a");
  locks.close("a");
  sessionStorage.clear();
  expect(await opened("b")).toBe(name);
});

test("a further window keeps its own name over a reload", async () => {
  const first = await opened("a");
  const name = await opened("b");
  expect(name).not.toBe(first);
  locks.close("b");
  expect(await opened("b")).toBe(name);
});

test("a window that begins with a copy of another one's session goes by no name of that one", async () => {
  const names = [await opened("a"), await opened("b"), await opened("opened from b")];
  expect(new Set(names).size).toBe(3);
});

test("without Web Locks a reload keeps the name", async () => {
  vi.stubGlobal("navigator", {});
  expect(await windowId("1")).toBe(await windowId("1"));
});
