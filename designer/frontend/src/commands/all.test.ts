// @vitest-environment jsdom
/** Which stroke does what, and what is left to a field that is written in. */

import { beforeEach, expect, test, vi } from "vitest";
import type { Workplace } from "@/editor/context";
import { COMMANDS, runStroke } from "./all";

let ran: string[] = [];

beforeEach(() => {
  ran = [];
  document.body.innerHTML = `
    <div data-canvas tabindex="0"></div>
    <div data-panel="side"><button id="button"></button><input id="box" type="checkbox"><input id="field">
      <select id="choice"></select></div>`;
  for (const command of COMMANDS) {
    vi.spyOn(command, "run").mockImplementation(() => void ran.push(command.id));
    Object.assign(command, { edits: false, isPossible: () => true, hindrance: () => "" });
  }
});

/** What a stroke does where the keyboard is: the command's id, or null when the page leaves it alone. */
function pressed(selector: string, key: string, held: KeyboardEventInit = {}): string | null {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...held });
  document.querySelector(selector)?.dispatchEvent(event);
  const isTaken = runStroke(event, {} as Workplace);
  expect(event.defaultPrevented).toBe(isTaken);
  return isTaken ? (ran.at(-1) ?? null) : null;
}

const CTRL = { ctrlKey: true };

test.each([
  ["F6", {}, "next_panel", "next_panel"],
  ["F6", { shiftKey: true }, "last_panel", "last_panel"],
  ["F8", {}, "next_issue", "next_issue"],
  ["s", CTRL, "save", "save"],
  ["k", CTRL, "commands", "commands"],
  ["z", CTRL, "undo", null],
  ["d", CTRL, "duplicate", null],
  ["T", { altKey: true, shiftKey: true }, "tidy", null],
  ["a", {}, "add_after", null],
  ["Delete", {}, "remove", null],
] as const)(
  "%s %o does on the drawing what it does, and in a field what may be done there",
  (key, held, drawn, field) => {
    expect(pressed("[data-canvas]", key, held)).toBe(drawn);
    expect(pressed("#field", key, held)).toBe(field);
  },
);

test("Ctrl+A beside the fields of the panel leaves the text of the page alone, and in one is left to it", () => {
  expect(pressed("[data-canvas]", "a", CTRL)).toBe("select_all");
  ran = [];
  for (const [selector, isTaken] of [
    ["#button", true],
    ["#box", true],
    ["#field", false],
  ] as const) {
    const event = new KeyboardEvent("keydown", { key: "a", bubbles: true, cancelable: true, ...CTRL });
    document.querySelector(selector)?.dispatchEvent(event);
    runStroke(event, {} as Workplace);
    expect(event.defaultPrevented).toBe(isTaken);
  }
  expect(ran).toEqual([]);
});

test.each(["#box", "#choice"])("%s holds no text: Ctrl+Z and Ctrl+Y are the drawing's there", (selector) => {
  expect(pressed(selector, "z", CTRL)).toBe("undo");
  expect(pressed(selector, "y", CTRL)).toBe("redo");
  expect(pressed(selector, "d", CTRL)).toBeNull();
});

test("a letter that is written as part of another does nothing", () => {
  expect(pressed("[data-canvas]", "a", { isComposing: true })).toBeNull();
});
