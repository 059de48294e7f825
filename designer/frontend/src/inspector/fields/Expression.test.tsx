// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { Params } from "@/document/types";
import { freshForEachTest, open } from "../fixtures";

freshForEachTest();

describe("an expression", () => {
  test.each([
    ["assignment", { operations: [{ variable: "x", value: "" }] }, "An expression, such as calledID()"],
    ["wait", { seconds: "" }, "Expression"],
  ])("of %s %o says what it is in words that its field has room for", async (type, given, words) => {
    open(type, given as unknown as Params);
    expect(await screen.findByText(words)).toBeTruthy();
  });
});
