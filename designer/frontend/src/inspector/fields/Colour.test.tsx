// @vitest-environment jsdom
import { cleanup, screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { freshForEachTest, open } from "../fixtures";

freshForEachTest();

describe("a colour", () => {
  test("of a frame begins with grey, of a note with yellow", () => {
    open("frame", {});
    expect(screen.getByLabelText("Grey")).toHaveProperty("checked", true);
    cleanup();
    open("note", {});
    expect(screen.getByLabelText("Yellow")).toHaveProperty("checked", true);
  });
});
