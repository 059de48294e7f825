import { describe, expect, test } from "vitest";
import { added, catalogue, empty, nodeOf, samples } from "./fixtures";
import { drawnOutputs, outputsOf } from "./outputs";

const { reception } = samples;

describe("outputs", () => {
  test("of rows come first, with what stands in the row", () => {
    const menu = nodeOf(reception, "main_menu");
    expect(outputsOf(menu, catalogue)[0]).toMatchObject({ id: "secretary", value: "0" });
  });
  test("for errors and hang-ups are drawn only when they lead somewhere", () => {
    const play = nodeOf(added(empty, "play"), "n2");
    expect(drawnOutputs(play, catalogue, new Set()).map((output) => output.id)).toEqual(["next"]);
    expect(drawnOutputs(play, catalogue, new Set(["error"])).map((output) => output.id)).toEqual([
      "next",
      "error",
    ]);
  });
  test("of a repeat are followed by the way out when it is spent", () => {
    const play = nodeOf(added(empty, "play"), "n2");
    const wired = new Set(["next", "next.spent"]);
    expect(drawnOutputs(play, catalogue, wired).map((output) => output.id)).toEqual(["next", "next.spent"]);
  });
});
