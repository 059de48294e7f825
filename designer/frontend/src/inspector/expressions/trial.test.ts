import { expect, test } from "vitest";
import { sampleOf, useSample } from "./trial";

const of = (type: string, written?: string) =>
  sampleOf(
    { name: "x", type, secret: false, set_in: [] },
    { ...useSample.getState(), called: "100", values: written === undefined ? {} : { x: written } },
  ).value;

test("a variable of any kind has a sample, so that no expression fails for the lack of one", () => {
  expect(["text", "any", "number", "yes_no", "duration"].map((type) => of(type))).toEqual([
    "100",
    "100",
    5,
    true,
    "90s",
  ]);
});

test.each([
  ["text", "12", "12"],
  ["number", "2,5", 2.5],
  ["number", "abc", 0],
  ["yes_no", "true", true],
  ["yes_no", "no", false],
  ["list", "[1, 2]", [1, 2]],
  ["list", "[1,", "[1,"],
  ["text", "", "100"],
])("a sample of kind %s written as %j is %j", (type, written, value) => {
  expect(of(type, written)).toEqual(value);
});
