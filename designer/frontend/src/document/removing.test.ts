import { describe, expect, test } from "vitest";
import { samples } from "./fixtures";
import { removeNodes } from "./removing";

const { reception } = samples;

describe("removing", () => {
  test("takes every wire of the node along, and nothing else", () => {
    const ids = new Set(["main_menu"]);
    const left = removeNodes(reception, ids);
    expect(left.nodes).toHaveLength(reception.nodes.length - 1);
    expect(left.edges.some((edge) => ids.has(edge.source) || ids.has(edge.target))).toBe(false);
    expect(left.graph.repeats).toEqual([]);
  });
  test("nothing gives the same document", () => {
    expect(removeNodes(reception, new Set(["nobody"]))).toBe(reception);
  });
});
