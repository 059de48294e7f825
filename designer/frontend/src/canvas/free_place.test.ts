import { describe, expect, test } from "vitest";
import { catalogue, empty } from "@/document/fixtures";
import type { Point, ScenarioDocument, ScenarioNode } from "@/document/types";
import { NODE_WIDTH, nodeSize } from "@/geometry";
import { freePlace, placeAfter } from "./free_place";

const node = (id: string, type: string, position: Point, params = {}): ScenarioNode => ({
  id,
  type,
  title: id,
  params,
  position,
});
const drawn = (...nodes: ScenarioNode[]): ScenarioDocument => ({
  ...empty,
  nodes: [...empty.nodes, ...nodes],
});
const bottomOf = (node: ScenarioNode) => node.position[1] + nodeSize(node, catalogue, new Set())[1];

const transfer = node("call", "transfer", [300, 0]);
const [start] = empty.nodes as [ScenarioNode];

describe("a new node that follows another", () => {
  test("stands beside it, at its height", () => {
    expect(placeAfter(empty, catalogue, start, "hangup")).toEqual([NODE_WIDTH + 80, 0]);
  });

  test("goes below the last output of whatever stands there, by the grid", () => {
    const [x, y] = placeAfter(drawn(transfer), catalogue, start, "voicemail");
    expect([x, y % 20]).toEqual([300, 0]);
    expect(y).toBeGreaterThan(bottomOf(transfer));
    expect(y).toBeLessThan(bottomOf(transfer) + 60);
  });

  test("goes past each of several that stand too close to one another", () => {
    const second = node("second", "hangup", [280, bottomOf(transfer) + 60]);
    expect(placeAfter(drawn(second, transfer), catalogue, start, "transfer")[1]).toBeGreaterThan(
      bottomOf(second),
    );
  });

  test("fits between two when it is low enough, and goes below both when it is not", () => {
    const lower = node("lower", "hangup", [300, bottomOf(transfer) + 160]);
    const between = (type: string) => placeAfter(drawn(transfer, lower), catalogue, start, type)[1];
    expect(between("hangup")).toBeLessThan(lower.position[1]);
    expect(between("transfer")).toBeGreaterThan(lower.position[1]);
  });

  test("may stand in a frame, and not over a note", () => {
    const [frame, note] = [node("frame", "frame", [280, -40]), node("note", "note", [300, 0])];
    expect(freePlace(drawn(frame), catalogue, [300, 0], "hangup")).toEqual([300, 0]);
    expect(freePlace(drawn(frame, note), catalogue, [300, 0], "hangup")[1]).toBeGreaterThan(bottomOf(note));
  });
});
