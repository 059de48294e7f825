// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { afterPress } from "./after_press";

const send = (type: string) => window.dispatchEvent(new Event(type));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("what moves the form comes at once while no button is pressed", () => {
  const act = vi.fn();
  afterPress(act);
  expect(act).toHaveBeenCalledTimes(1);
});

test.each(["pointerup", "pointercancel"])("it waits for the end of a press, and for its click: %s", (end) => {
  const act = vi.fn();
  send("pointerdown");
  afterPress(act);
  send(end);
  send("click");
  expect(act).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(act).toHaveBeenCalledTimes(1);
});
