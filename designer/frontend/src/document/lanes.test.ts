import { describe, expect, test } from "vitest";
import { samples } from "./fixtures";
import { lanesOf } from "./lanes";

const { reception } = samples;

describe("the reading of a drawing", () => {
  test("finds the lane of every node", () => {
    const lanes = lanesOf(reception);
    expect([
      lanes.get("main_menu"),
      lanes.get("tell_hung_up"),
      lanes.get("apology"),
      lanes.get("about_repeats"),
    ]).toEqual(["start", "on_hangup", "on_error", "loose"]);
  });
});
