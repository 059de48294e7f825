// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { freshForEachTest, open } from "../fixtures";

freshForEachTest();

describe("a note", () => {
  test("has its web addresses below its text, for the keyboard too", () => {
    open("note", { text: "- [duty](https://example.org/duty)\n- [x](javascript:x)\n\nhttps://example.org" });
    const links = screen.getAllByRole("link").map((link) => [link.textContent, link.getAttribute("href")]);
    expect(links.slice(-2)).toEqual([
      ["duty", "https://example.org/duty"],
      ["https://example.org", "https://example.org"],
    ]);
    expect(links.flat()).not.toContain("javascript:x");
  });
});
