// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createStore } from "zustand/vanilla";
import { afterPicture, useLater } from "./later";

const PICTURE_MS = 50;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("what comes after the picture comes once, however often it was asked for", () => {
  const act = vi.fn();
  afterPicture(act);
  afterPicture(act);
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(PICTURE_MS);
  expect(act).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1_000);
  expect(act).toHaveBeenCalledTimes(1);
});

test("it comes in a window, too, that is not painted", () => {
  vi.stubGlobal("requestAnimationFrame", () => 0);
  const act = vi.fn();
  afterPicture(act);
  vi.advanceTimersByTime(1_000);
  expect(act).toHaveBeenCalledTimes(1);
});

test("what is asked for by what comes then waits for the next picture", () => {
  const second = vi.fn();
  afterPicture(() => afterPicture(second));
  vi.advanceTimersToNextTimer();
  vi.advanceTimersToNextTimer();
  expect(second).not.toHaveBeenCalled();
  vi.advanceTimersByTime(PICTURE_MS);
  expect(second).toHaveBeenCalledTimes(1);
});

test("one that fails takes none of the others along", () => {
  const reported = vi.fn();
  vi.stubGlobal("reportError", reported);
  const second = vi.fn();
  afterPicture(() => {
    throw new Error("broken");
  });
  afterPicture(second);
  vi.advanceTimersByTime(PICTURE_MS);
  expect(second).toHaveBeenCalledTimes(1);
  expect(reported).toHaveBeenCalledTimes(1);
});

test("what stands beside the drawing shows a change one picture later", () => {
  const store = createStore(() => ({ text: "before" }));
  function Beside() {
    return <p>{useLater(store, ({ text }) => text)}</p>;
  }
  render(<Beside />);
  act(() => store.setState({ text: "after" }));
  expect(screen.queryByText("before")).not.toBeNull();
  act(() => void vi.advanceTimersByTime(PICTURE_MS));
  expect(screen.queryByText("after")).not.toBeNull();
});
