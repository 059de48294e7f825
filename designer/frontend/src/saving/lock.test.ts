// @vitest-environment jsdom

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { components } from "@/api";
import type { Page } from "@/page";
import { type Client, ServerProblem } from "@/server/client";
import { ASK_AGAIN_MS, EditLock, RENEW_MS, useLock } from "./lock";

const PAGE = { key: "1" } as Page;
type ShownLock = components["schemas"]["ShownLock"];
const FREE: ShownLock = { owner: null, since: null, is_mine: false, is_same_person: false };
const MINE = { ...FREE, owner: "anna", is_mine: true };
const THEIRS = { ...FREE, owner: "boris" };

/** A server that answers with whatever is put into it: a lock, or a refusal with the lock of somebody else. */
function server() {
  const told = {
    lock: MINE as ShownLock | null,
    isRefused: false,
    asked: [] as unknown[],
    parted: [] as string[],
  };
  const answer = () => {
    const problem = { code: "lock_held", message: { ru: "", en: "" }, issues: [] };
    if (!told.lock) throw new ServerProblem(0, problem);
    if (told.isRefused) throw new ServerProblem(409, { ...problem, lock: told.lock });
    return told.lock;
  };
  const client = {
    send: async (method: string, path: string, body: unknown) => {
      told.asked.push([method, path, body]);
      return answer();
    },
    get: async (path: string) => {
      told.asked.push(["GET", path]);
      return answer();
    },
    part: (_method: string, path: string) => void told.parted.push(path),
  } as unknown as Client;
  return { told, client };
}

let lock: EditLock;
const entered = vi.fn();
const looked = vi.fn();

function open(client: Client, mayEdit = true) {
  lock = new EditLock(client, PAGE, mayEdit, entered, looked);
  lock.start();
}

beforeEach(() => {
  vi.useFakeTimers();
  entered.mockClear();
  looked.mockClear();
});
afterEach(() => {
  lock.stop();
  vi.useRealTimers();
});

describe("the edit lock", () => {
  test("is renewed while the page is open, and entered once", async () => {
    const { told, client } = server();
    open(client);
    await vi.advanceTimersByTimeAsync(3 * RENEW_MS);
    expect(told.asked.length).toBe(4);
    expect(entered).toHaveBeenCalledTimes(1);
  });

  test("is asked for sooner again until there is an answer", async () => {
    const { told, client } = server();
    told.lock = null;
    open(client);
    await vi.advanceTimersByTimeAsync(ASK_AGAIN_MS);
    expect(told.asked.length).toBe(2);
    told.lock = MINE;
    await vi.advanceTimersByTimeAsync(ASK_AGAIN_MS);
    expect([told.asked.length, entered.mock.calls.length]).toEqual([3, 1]);
    await vi.advanceTimersByTimeAsync(RENEW_MS - 1);
    expect(told.asked.length).toBe(3);
  });

  test("of somebody else is looked at until it is free", async () => {
    const { told, client } = server();
    Object.assign(told, { lock: THEIRS, isRefused: true });
    open(client);
    await vi.advanceTimersByTimeAsync(RENEW_MS);
    expect([useLock.getState().lock?.owner, useLock.getState().isLost]).toEqual(["boris", false]);
    expect(looked).toHaveBeenCalledTimes(2);
    Object.assign(told, { lock: MINE, isRefused: false });
    await vi.advanceTimersByTimeAsync(RENEW_MS);
    expect(entered).toHaveBeenCalledTimes(1);
  });

  test("that was taken over is known to be lost, also later on", async () => {
    const { told, client } = server();
    open(client);
    await vi.advanceTimersByTimeAsync(0);
    Object.assign(told, { lock: THEIRS, isRefused: true });
    await vi.advanceTimersByTimeAsync(2 * RENEW_MS);
    expect(useLock.getState().isLost).toBe(true);
    Object.assign(told, { lock: MINE, isRefused: false });
    await lock.takeOver();
    expect(told.asked.at(-1)).toHaveProperty([2, "take_over"], true);
    expect([useLock.getState().isLost, useLock.getState().lock?.is_mine]).toEqual([false, true]);
  });

  test("stays while the server is not reached", async () => {
    const { told, client } = server();
    open(client);
    await vi.advanceTimersByTimeAsync(0);
    told.lock = null;
    await vi.advanceTimersByTimeAsync(RENEW_MS);
    expect(useLock.getState().lock?.is_mine).toBe(true);
  });

  test("is given up when the page is left", async () => {
    const { told, client } = server();
    open(client);
    await vi.advanceTimersByTimeAsync(0);
    lock.stop();
    expect(told.parted[0]).toMatch(/^\/scenarios\/1\/lock\?holder=[0-9a-f]{32}$/);
  });

  test("is only read by whoever may not draw", async () => {
    const { told, client } = server();
    told.lock = THEIRS;
    open(client, false);
    await vi.advanceTimersByTimeAsync(0);
    expect(told.asked[0]).toHaveProperty([0], "GET");
  });
});
