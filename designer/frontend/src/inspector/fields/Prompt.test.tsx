// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { freshForEachTest, open, params, user } from "../fixtures";

freshForEachTest();

describe("a prompt", () => {
  test("is made of parts of several kinds", async () => {
    open("play", { prompt: [{ sound: "hello" }] });
    await user.selectOptions(screen.getByLabelText("Prompt, 1: what it is"), "silence_s");
    expect(params().prompt).toEqual([{ silence_s: 1 }]);
    await user.clear(screen.getByLabelText("Silence"));
    await user.type(screen.getByLabelText("Silence"), "2");
    expect(params().prompt).toEqual([{ silence_s: 2 }]);
  });
});
