import { describe, expect, test } from "vitest";
import { added, catalogue, empty, nodeOf, samples } from "./fixtures";
import { withInside } from "./frames";
import { align, moveNodes, setPositions } from "./moving";

const { reception } = samples;

describe("moving", () => {
  test("leaves the nodes that stay the same objects", () => {
    const moved = moveNodes(reception, new Set(["start"]), 5, -5);
    expect(moved.nodes.filter((node, index) => node !== reception.nodes[index])).toHaveLength(1);
    expect(setPositions(moved, new Map([["start", nodeOf(moved, "start").position]]))).toBe(moved);
  });
  test("a frame takes along what stands in it", () => {
    const framed = setPositions(
      added(empty, "frame", "play", "play"),
      new Map([
        ["n1", [-400, 0]],
        ["n3", [40, 60]],
        ["n4", [5000, 60]],
      ]),
    );
    expect(withInside(framed, catalogue, new Set(["n2"]))).toEqual(new Set(["n2", "n3"]));
  });
  test("to a common edge lines nodes up", () => {
    const lined = align(reception, catalogue, new Set(["secretary", "support"]), "right");
    expect(nodeOf(lined, "secretary").position[0]).toBe(nodeOf(lined, "support").position[0]);
  });
  test("to even distances keeps the outer two where they are", () => {
    const three = setPositions(
      added(empty, "play", "play", "play"),
      new Map([
        ["n2", [0, 0]],
        ["n3", [0, 70]],
        ["n4", [0, 300]],
      ]),
    );
    const even = align(three, catalogue, new Set(["n2", "n3", "n4"]), "spread_down");
    expect(["n2", "n3", "n4"].map((id) => nodeOf(even, id).position[1])).toEqual([0, 150, 300]);
  });
});
