import { beforeAll, expect, test } from "vitest";
import { catalogue, empty, placed } from "@/document/fixtures";
import { NOTHING } from "@/editor/store";
import { startI18n } from "@/i18n";
import { flowMaker } from "./flow";

const drawn = { ...empty, nodes: [...empty.nodes, placed("n2", "wait")] };

beforeAll(() => startI18n("en"));

test("What is written in is kept by React Flow out of sight too, and the other cards stay as they were", () => {
  const { nodes } = flowMaker(catalogue, true);
  const [first, second] = nodes(drawn, NOTHING, null);
  const writing = nodes(drawn, NOTHING, "n2");
  expect(writing.map(({ dragging }) => dragging)).toEqual([false, true]);
  expect(writing[0]).toBe(first);
  const ended = nodes(drawn, NOTHING, null);
  expect(ended[0]).toBe(first);
  expect(ended[1]).toEqual(second);
});

test("A letter leaves the list as it was while a name is written", () => {
  const { nodes } = flowMaker(catalogue, true);
  const before = nodes(drawn, NOTHING, "n2");
  const renamed = drawn.nodes.map((one) => (one.id === "n2" ? { ...one, title: "N" } : one));
  expect(nodes({ ...drawn, nodes: renamed }, NOTHING, "n2")).toBe(before);
});
