import { expect, test } from "vitest";
import { keptApart } from "./LaneBands";

const band = (lane: "on_hangup" | "on_error", y: number, height: number, x = 0) => ({
  lane,
  x,
  y,
  width: 268,
  height,
});

test("the bands of two lanes that stand close do not overlap: each gives half of it", () => {
  const [upper, lower] = keptApart([band("on_hangup", 0, 130), band("on_error", 120, 130)]);
  expect(upper).toMatchObject({ y: 0, height: 123 });
  expect(lower).toMatchObject({ y: 127, height: 123 });
});

test("bands with room between them, or one inside the other, stay as they are", () => {
  for (const bands of [
    [band("on_hangup", 0, 130), band("on_error", 200, 130)],
    [band("on_hangup", 0, 130), band("on_error", 120, 130, 300)],
    [band("on_error", 0, 400), band("on_hangup", 100, 130)],
  ])
    expect(keptApart(bands)).toEqual(bands);
});
