// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { lately, loadAll } from "./lately";

const Part = () => <input aria-label="part" />;

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

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
  });

  test("stands there in the very picture that shows it when it has come already", async () => {
    const Lately = lately(async () => Part);
    await loadAll();
    render(<Suspense fallback="waiting">{<Lately />}</Suspense>);
    expect(screen.getByLabelText("part")).toBeTruthy();
  });

  test("stays the same one, with what is written in it, when it is shown anew", async () => {
    const Lately = lately(async () => Part);
    const shown = () => <Suspense fallback="waiting">{<Lately />}</Suspense>;
    const { rerender } = render(shown());
    expect(screen.getByText("waiting")).toBeTruthy();
    await act(loadAll);
    const part = await screen.findByLabelText("part");
    rerender(shown());
    expect(screen.getByLabelText("part")).toBe(part);
  });
});
