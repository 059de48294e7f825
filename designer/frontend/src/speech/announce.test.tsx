// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { announce, LiveRegion } from "./announce";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function nextPicture(): void {
  act(() => void vi.advanceTimersByTime(1_000));
}

function told(): readonly (string | null)[] {
  return [...screen.getByRole("status").querySelectorAll("p")].map((sentence) => sentence.textContent);
}

test("of two sentences within one picture neither is lost", () => {
  render(<LiveRegion />);
  announce("Undone: node moved");
  announce("Saved again");
  nextPicture();
  expect(told()).toEqual(["Undone: node moved", "Saved again"]);
});

test("what was shown is not said again with the next sentence", () => {
  render(<LiveRegion />);
  announce("Moved");
  nextPicture();
  announce("Removed");
  nextPicture();
  expect(told()).toEqual(["Removed"]);
});

test("the same sentence is said anew in the next picture, and once in the same", () => {
  render(<LiveRegion />);
  announce("Moved");
  nextPicture();
  const before = screen.getByText("Moved");
  announce("Moved");
  announce("Moved");
  nextPicture();
  expect(told()).toEqual(["Moved"]);
  expect(screen.getByText("Moved")).not.toBe(before);
});
