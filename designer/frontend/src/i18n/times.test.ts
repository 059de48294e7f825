import { expect, test } from "vitest";
import { clockTime, dateAndTime, timeAgo } from "./times";

const AT = new Date(2026, 10, 25, 14, 5).getTime();

test("dates and times follow the language", () => {
  expect(clockTime(AT, "en")).toBe("14:05");
  expect(dateAndTime(AT, "en")).toBe("25 Nov 2026, 14:05");
  expect(dateAndTime(AT, "ru")).toBe("25 ноября 2026, 14:05");
});

test("what was long ago is told in the largest unit that fits", () => {
  const ago = (minutes: number) => timeAgo(AT - minutes * 60_000, AT, "en");
  expect([0, 12, 60, 3 * 24 * 60].map(ago)).toEqual([null, "12 minutes ago", "1 hour ago", "3 days ago"]);
});
