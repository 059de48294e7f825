import { describe, expect, test } from "vitest";
import type { Rect } from "@/wires/boxes";
import {
  centred,
  freeOf,
  fromStart,
  holds,
  isClear,
  type Look,
  lookAtSome,
  meets,
  nudged,
  zoomFor,
} from "./look";

const AREA = { width: 1000, height: 600 };
const node = (left: number, top: number): Rect => ({ left, top, right: left + 220, bottom: top + 56 });
const seen = (look: Look, x: number, y: number) => [x * look.zoom + look.x, y * look.zoom + look.y];

describe("a look at the whole", () => {
  test("shows all of it in the middle", () => {
    const bounds = { left: -400, top: 0, right: 1600, bottom: 300 };
    const look = centred(bounds, AREA, zoomFor(bounds, AREA));
    expect(look.zoom).toBeCloseTo(0.42);
    expect(seen(look, -400, 150)).toEqual([expect.closeTo(80), expect.closeTo(300)]);
    expect(seen(look, 1600, 150)[0]).toBeCloseTo(920);
  });

  test("does not blow up a single node", () => {
    expect(zoomFor(node(0, 0), AREA)).toBe(1);
  });
});

test("the tools at the foot lie over nothing of a drawing that is shown whole", () => {
  const bounds = { left: 0, top: 0, right: 300, bottom: 4000 };
  const look = centred(bounds, freeOf(AREA), zoomFor(bounds, freeOf(AREA)));
  expect(seen(look, 0, 4000)[1]).toBeLessThan(AREA.height - 58);
});

describe("a look at what is too large", () => {
  const bounds = { left: 0, top: 0, right: 4000, bottom: 4000 };

  test("has its start in sight", () => {
    const look = fromStart(bounds, node(0, 2000), AREA, 0.75);
    expect(seen(look, 0, 2028)).toEqual([40, 240]);
  });

  test("shows nothing empty where there is more of it", () => {
    const look = fromStart(bounds, node(3780, 0), AREA, 0.75);
    expect(seen(look, 4000, 0)).toEqual([960, 40]);
  });

  test("has it in the middle where there is room", () => {
    const look = fromStart({ ...bounds, bottom: 56 }, node(0, 0), AREA, 1);
    expect(seen(look, 0, 28)).toEqual([40, 300]);
  });
});

describe("bringing something into sight", () => {
  const look = { x: 0, y: 0, zoom: 1 };

  test("moves nothing while it is in sight", () => {
    expect(nudged(look, node(100, 100), AREA)).toEqual(look);
  });

  test("moves no further than it takes", () => {
    expect(nudged(look, node(1000, -100), AREA)).toEqual({ x: -260, y: 140, zoom: 1 });
  });

  test("is given up when there is no room for it", () => {
    expect(nudged(look, { left: 0, top: 0, right: 2000, bottom: 56 }, AREA)).toBeNull();
  });

  test("of several moves to all of them, and not at all while they are in sight", () => {
    expect(lookAtSome(look, [node(1000, 0), node(900, 300)], AREA)).toEqual({ x: -260, y: 40, zoom: 1 });
    expect(lookAtSome(look, [node(100, 0), node(700, 300)], AREA)).toBeNull();
    expect(lookAtSome(look, [], AREA)).toBeNull();
  });

  test("of more than there is room for is content with one, or brings the first", () => {
    expect(lookAtSome(look, [node(2000, 0), node(100, 0)], AREA)).toBeNull();
    expect(lookAtSome(look, [node(2000, 100), node(-900, 0)], AREA)).toEqual({ x: -1260, y: 0, zoom: 1 });
    const frame = { left: 2000, top: 0, right: 4000, bottom: 100 };
    expect(lookAtSome(look, [frame], AREA)).toEqual({ x: -1960, y: 250, zoom: 1 });
  });

  test("tells what is seen from what is not", () => {
    expect(meets(look, node(990, 0), AREA)).toBe(true);
    expect(meets(look, node(1000, 0), AREA)).toBe(false);
  });
});

test("all of something is seen until a part of it is out of sight", () => {
  const bounds = { left: 0, top: 0, right: 1000, bottom: 500 };
  const look = { x: 10, y: 10, zoom: 0.5 };
  expect(holds(look, bounds, { width: 520, height: 300 })).toBe(true);
  expect(holds({ ...look, x: -1 }, bounds, { width: 520, height: 300 })).toBe(false);
  expect(holds(look, bounds, { width: 520, height: 250 })).toBe(false);
});

test.each([1, 0.5])(
  "what ends under the handle at the side is seen, yet not clear, at a zoom of %d",
  (zoom) => {
    const look = { x: 0, y: 0, zoom };
    const ending = (right: number) => ({ left: right / 2, top: 0, right, bottom: 56 });
    expect(holds(look, ending(990 / zoom), AREA)).toBe(true);
    expect(isClear(look, ending(990 / zoom), AREA)).toBe(false);
    expect(isClear(look, ending(970 / zoom), AREA)).toBe(true);
  },
);
