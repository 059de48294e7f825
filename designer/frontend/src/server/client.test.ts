import { afterEach, describe, expect, test, vi } from "vitest";
import { clientOf, ServerProblem } from "./client";

const client = clientOf("/api", "token");
const answering = (response: Partial<Response>) => vi.stubGlobal("fetch", async () => response);
const broken = () => Promise.reject(new TypeError("network error"));

afterEach(() => vi.unstubAllGlobals());

describe("an answer", () => {
  test("that breaks off is as if the server was not reached", async () => {
    answering({ ok: true, status: 200, json: broken });
    const problem = await client.get("/names").catch((error: unknown) => error);
    expect(problem instanceof ServerProblem && problem.isOffline).toBe(true);
  });

  test("that nobody waits for any more never arrives, even when it has begun", async () => {
    const abort = new AbortController();
    const left = new DOMException("left", "AbortError");
    answering({
      ok: true,
      status: 200,
      json: () => {
        abort.abort();
        return Promise.reject(left);
      },
    });
    await expect(client.send("POST", "/expressions/variables", {}, abort.signal)).rejects.toBe(left);
  });

  test("of refusal that cannot be read keeps its status", async () => {
    answering({ ok: false, status: 502, json: broken });
    await expect(client.get("/names")).rejects.toMatchObject({
      status: 502,
      problem: { code: "unreadable" },
    });
  });
});
