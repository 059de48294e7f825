import { describe, expect, test } from "vitest";
import { catalogue, samples } from "./fixtures";
import { mainPath } from "./main_path";

const { reception } = samples;

describe("the reading of a drawing", () => {
  test("follows the main path from the start", () => {
    expect([...mainPath(reception, catalogue).nodes].slice(0, 3)).toEqual([
      "start",
      "main_menu",
      "secretary",
    ]);
  });
});
