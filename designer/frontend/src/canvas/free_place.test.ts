import { describe, expect, test } from "vitest";
import { catalogue, empty } from "@/document/fixtures";
import { nodesInside } from "@/document/frames";
import type { Point, ScenarioDocument, ScenarioNode } from "@/document/types";
import { NODE_WIDTH, nodeSize } from "@/geometry";
import { freePlace, placeAfter, placeInside } from "./free_place";

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

describe("a new node in a frame", () => {
  const frame = { ...node("frame", "frame", [600, 100]), size: [480, 280] as const };

  test("keeps its place where it stands wholly inside", () => {
    expect(placeInside(frame, catalogue, [700, 200], "wait")).toEqual([700, 200]);
  });

  test("is moved just far enough to stand in it, below the title", () => {
    expect(placeInside(frame, catalogue, [560, 80], "wait")).toEqual([620, 140]);
    const [x, y] = placeInside(frame, catalogue, [1060, 360], "wait");
    expect(x + NODE_WIDTH).toBe(1060);
    expect(nodesInside(drawn(frame, node("w", "wait", [x, y])), catalogue, frame)).toHaveLength(1);
  });

  test("stays where it was put when there is no room for it", () => {
    const small = { ...frame, size: [120, 60] as const };
    expect(placeInside(small, catalogue, [610, 110], "wait")).toEqual([610, 110]);
  });
});
