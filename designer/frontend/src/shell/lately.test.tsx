import { describe, expect, test, vi } from "vitest";
import { lately, loadAll } from "./lately";

const Part = () => null;

describe("a part that is loaded lately", () => {
  test("comes before anybody has asked for it, once", async () => {
    const load = vi.fn(async () => Part);
    lately(load);
    await loadAll();
    await loadAll();
    expect(load).toHaveBeenCalledTimes(1);
  });

  test("is tried again when the network was away", async () => {
    vi.useFakeTimers();
    const load = vi.fn(async () => Part);
    load.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    lately(load);
    const loaded = loadAll();
    await vi.advanceTimersByTimeAsync(5_000);
    await loaded;
    expect(load).toHaveBeenCalledTimes(2);
    vi.useRealTimers();
  });
});
