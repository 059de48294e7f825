import { describe, expect, test } from "vitest";
import type { Point } from "@/document/types";
import type { Rect } from "./boxes";
import { tidiness } from "./crossings";
import { spread } from "./lanes";
import { Obstacles } from "./obstacles";
import { cornersOf, route } from "./route";

const nothing = new Obstacles<Rect>([]);

function wires(ends: readonly { from: Point; to: Point; group?: string }[], obstacles: Obstacles = nothing) {
  const ways = ends.map(({ from, to, group }, index) => ({
    id: String(index),
    group: group ?? String(index),
    from,
    to,
    lines: route(from, to, obstacles),
  }));
  return spread(ways, obstacles);
}

const upright = (way: { lines: readonly number[] } | undefined) => way?.lines[1] ?? Number.NaN;

describe("lanes", () => {
  test("keep wires to different nodes apart", () => {
    const [first, second] = wires([
      { from: [0, 0], to: [100, 200] },
      { from: [0, 20], to: [100, 300] },
    ]);
    expect(Math.abs(upright(first) - upright(second))).toBeGreaterThanOrEqual(9);
  });

  test("let wires to one node run together", () => {
    const [first, second] = wires([
      { from: [0, 0], to: [100, 200], group: "n" },
      { from: [0, 20], to: [100, 200], group: "n" },
    ]);
    expect(upright(first)).toBe(upright(second));
  });

  test("are ordered so that a fan of wires does not cross itself", () => {
    const ways = wires(
      [-300, -200, -100, 120, 220, 320].map((y, row) => ({ from: [0, row * 21], to: [100, y] })),
    );
    const drawn = ways.map((way) => ({ target: way.group, corners: cornersOf(way.lines, way.from, way.to) }));
    expect(tidiness(drawn, nothing).crossings).toBe(0);
  });

  test("stay in the gap between two columns, however many there are", () => {
    const ends = Array.from({ length: 12 }, (_, row) => ({
      from: [0, row * 21] as Point,
      to: [80, 900 - row * 70] as Point,
    }));
    for (const way of wires(ends)) {
      expect(upright(way)).toBeGreaterThan(0);
      expect(upright(way)).toBeLessThan(80);
    }
  });

  test("never push a wire behind a node", () => {
    const node = { left: 40, top: 40, right: 260, bottom: 100 };
    const obstacles = new Obstacles([node]);
    const ends = [0, 5, 10, 15].map((y) => ({ from: [0, y] as Point, to: [400, y + 120] as Point }));
    const drawn = wires(ends, obstacles).map((way) => ({
      target: way.group,
      corners: cornersOf(way.lines, way.from, way.to),
    }));
    expect(tidiness(drawn, obstacles).through).toBe(0);
  });
});
