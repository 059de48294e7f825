import { describe, expect, test } from "vitest";
import { added, catalogue, empty, nodeOf } from "./fixtures";
import { setPositions } from "./moving";
import { makeRoom } from "./room";

describe("making room", () => {
  const three = setPositions(
    added(empty, "frame", "play", "play"),
    new Map([
      ["n1", [0, 0]],
      ["n2", [-20, -40]],
      ["n3", [200, 0]],
      ["n4", [600, 300]],
    ]),
  );
  test("moves what begins beyond the line, and the frame keeps what it held", () => {
    const roomy = makeRoom(three, catalogue, 0, 110);
    expect(["n1", "n2", "n3", "n4"].map((id) => nodeOf(roomy, id).position)).toEqual([
      [0, 0],
      [-20, -40],
      [500, 0],
      [900, 300],
    ]);
    expect(nodeOf(roomy, "n2").size).toEqual([780, 280]);
  });
  test("goes down too, and moves nothing where nothing lies", () => {
    const roomy = makeRoom(three, catalogue, 1, 290);
    expect(nodeOf(roomy, "n4").position).toEqual([600, 460]);
    expect(nodeOf(roomy, "n2")).toBe(nodeOf(three, "n2"));
    expect(makeRoom(three, catalogue, 0, 700)).toBe(three);
  });
});
