import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Point } from "@/document/types";
import type { Rect } from "./boxes";
import { tidiness } from "./crossings";
import { Obstacles } from "./obstacles";
import { cornersOf, route } from "./route";

const WIDTH = 220;
const PITCH_X = 300;
const PITCH_Y = 200;

interface Node extends Rect {
  readonly exit: Point;
  readonly entry: Point;
}

/** Nodes that stand apart, as anybody may have put them: one in each chosen cell of a grid, anywhere in it. */
const scenes = fc
  .record({
    cells: fc.uniqueArray(fc.nat(29), { minLength: 2, maxLength: 18 }),
    offsets: fc.array(fc.tuple(fc.nat(40), fc.nat(60), fc.integer({ min: 56, max: 110 })), {
      minLength: 30,
      maxLength: 30,
    }),
    from: fc.nat(17),
    to: fc.nat(17),
  })
  .map(({ cells, offsets, from, to }) => {
    const nodes = cells.map((cell): Node => {
      const [dx, dy, height] = offsets[cell] ?? [0, 0, 56];
      const [left, top] = [(cell % 6) * PITCH_X + dx, Math.floor(cell / 6) * PITCH_Y + dy];
      const rect = { left, top, right: left + WIDTH, bottom: top + height };
      return { ...rect, exit: [rect.right, rect.bottom - 20], entry: [left, top + 28] };
    });
    return {
      nodes,
      from: nodes[from % nodes.length] as Node,
      to: nodes[to % nodes.length] as Node,
    };
  });

const routed = (scene: { nodes: Node[]; from: Node; to: Node }) => {
  const obstacles = new Obstacles(scene.nodes);
  const lines = route(scene.from.exit, scene.to.entry, obstacles);
  return { lines, obstacles, corners: cornersOf(lines, scene.from.exit, scene.to.entry) };
};

describe("the way of a wire", () => {
  test("passes behind no node while nodes stand apart", () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const { corners, obstacles } = routed(scene);
        expect(tidiness([{ target: "to", corners }], obstacles).through).toBe(0);
      }),
      { numRuns: 400 },
    );
  });

  test("has only level and upright lines, begins and ends at the ports, to the right there", () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const { corners } = routed(scene);
        const [first, last] = [corners[0] as Point, corners[corners.length - 1] as Point];
        expect(first).toEqual(scene.from.exit);
        expect(last[0]).toBe(scene.to.entry[0]);
        expect(Math.abs(last[1] - scene.to.entry[1])).toBeLessThanOrEqual(2);
        expect((corners[1] as Point)[0]).toBeGreaterThan(first[0]);
        expect((corners[corners.length - 2] as Point)[0]).toBeLessThan(last[0]);
        corners.slice(1).forEach((corner, index) => {
          const before = corners[index] as Point;
          expect(corner[0] === before[0] || corner[1] === before[1]).toBe(true);
        });
      }),
      { numRuns: 400 },
    );
  });

  test("is straight between ports at one height, and a pixel beside it too", () => {
    const obstacles = new Obstacles<Rect>([]);
    expect(route([0, 10], [100, 10], obstacles)).toEqual([10]);
    expect(route([0, 10], [100, 11], obstacles)).toEqual([10]);
  });

  test("bends twice when nothing is in between", () => {
    expect(route([0, 0], [200, 80], new Obstacles<Rect>([]))).toHaveLength(3);
  });

  test("goes back around its own node", () => {
    const node = { left: 0, top: 0, right: 220, bottom: 120 };
    const obstacles = new Obstacles([node]);
    const corners = cornersOf(route([220, 60], [0, 28], obstacles), [220, 60], [0, 28]);
    expect(tidiness([{ target: "n", corners }], obstacles)).toMatchObject({ through: 0, bends: 4 });
  });

  test("is the shortest one behind a node that covers the port", () => {
    const obstacles = new Obstacles([{ left: -50, top: -50, right: 50, bottom: 50 }]);
    expect(route([0, 0], [300, 100], obstacles)).toEqual([0, 150, 100]);
  });

  test("finds its way out of a pocket that is open on one side", () => {
    const obstacles = new Obstacles([
      { left: -220, top: -30, right: 0, bottom: 30 },
      { left: -220, top: -110, right: 220, bottom: -60 },
      { left: 120, top: -60, right: 220, bottom: 200 },
      { left: 500, top: -28, right: 720, bottom: 28 },
    ]);
    const corners = cornersOf(route([0, 0], [500, 0], obstacles), [0, 0], [500, 0]);
    expect(tidiness([{ target: "n", corners }], obstacles).through).toBe(0);
  });
});
