import { describe, expect, test } from "vitest";
import { targetOf } from "./connecting";
import { catalogue, nodeOf, samples } from "./fixtures";
import { setParam, setTitle } from "./params";

const { reception } = samples;

describe("parameters", () => {
  test("of a row that goes take its wire with them, and other wires stay", () => {
    const options = nodeOf(reception, "main_menu").params.options;
    if (!Array.isArray(options)) throw new Error("no options");
    const changed = setParam(reception, catalogue, "main_menu", "options", options.slice(1));
    expect(targetOf(changed, { source: "main_menu", key: "secretary" })).toBeNull();
    expect(changed.edges).toHaveLength(reception.edges.length - 1);
  });
  test("given back to their default disappear", () => {
    const set = setParam(reception, catalogue, "main_menu", "timeout_s", 9);
    expect(nodeOf(set, "main_menu").params.timeout_s).toBe(9);
    expect(
      "timeout_s" in
        nodeOf(setParam(set, catalogue, "main_menu", "timeout_s", undefined), "main_menu").params,
    ).toBe(false);
  });
  test("that do not change leave the document as it is", () => {
    expect(setTitle(reception, "start", nodeOf(reception, "start").title)).toBe(reception);
  });
});
