import { beforeEach, expect, test, vi } from "vitest";
import type { Workplace } from "@/editor/context";
import type { Command } from "./command";

const PLACE = {} as Workplace;
let commands: readonly Command[];
let zoom: number;
let goals: number[];

function press(id: "zoom_in" | "zoom_out" | "actual_size") {
  commands.find((command) => command.id === id)?.run(PLACE);
}

beforeEach(async () => {
  [zoom, goals] = [1, []];
  // What one test left on its way is not known to the next one.
  vi.resetModules();
  commands = (await import("./looking")).LOOKING;
  const { setFlow } = await import("@/canvas/navigation");
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  // A zoom that something else ends never tells of its end.
  const zoomTo = (goal: number) => new Promise(() => goals.push(goal));
  setFlow({ getZoom: () => zoom, zoomTo } as unknown as Parameters<typeof setFlow>[0]);
  vi.useFakeTimers();
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

test("steps of zoom that are taken quickly add up", () => {
  press("zoom_out");
  zoom = 0.9;
  press("zoom_out");
  expect(goals).toEqual([0.8, expect.closeTo(0.64)]);
});

test("after a zoom that the wheel has ended the next one begins where the drawing is seen", () => {
  press("zoom_out");
  zoom = 0.3;
  press("zoom_in");
  expect(goals).toEqual([0.8, 0.375]);
});

test("after going to another size the next step begins there", () => {
  press("zoom_in");
  press("actual_size");
  press("zoom_in");
  expect(goals).toEqual([1.25, 1, 1.25]);
});

test("a zoom that was ended on its way is forgotten after a while", () => {
  press("zoom_out");
  zoom = 0.9;
  vi.advanceTimersByTime(1_000);
  press("zoom_in");
  expect(goals).toEqual([0.8, 1.125]);
});
