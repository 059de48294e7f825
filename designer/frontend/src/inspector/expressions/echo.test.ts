import { describe, expect, test } from "vitest";
import { Echo } from "./echo";

const typed = (...sent: string[]) => {
  const echo = new Echo();
  for (const text of sent) echo.sent(text);
  return echo;
};

describe("a value that arrives", () => {
  test("is an echo when it was typed, however late it comes", () => {
    const echo = typed("c", "ca", "cal");
    expect(["c", "cal"].map((value) => echo.isOwn(value))).toEqual([true, true]);
  });

  test("is a change when nobody typed it", () => {
    expect(typed("c", "ca").isOwn("called")).toBe(false);
  });

  test("is a change when what was typed has come back already: an undo of it", () => {
    const echo = typed("c", "ca");
    expect(["ca", "c"].map((value) => echo.isOwn(value))).toEqual([true, false]);
  });
});
