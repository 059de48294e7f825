import { describe, expect, test } from "vitest";
import { closesCycle, connect, disconnect, lead, makeRepeat, splice, targetOf } from "./connecting";
import { added, catalogue, empty } from "./fixtures";

describe("connecting", () => {
  const drawn = added(empty, "voice_menu", "play", "play");
  const start = { source: "n1", key: "next" };

  test("leads an output to one node at most", () => {
    const twice = connect(connect(drawn, start, "n2"), start, "n3");
    expect(twice.edges).toEqual([{ source: "n1", target: "n3", key: "next" }]);
  });
  test("of what is connected already changes nothing at all", () => {
    const once = connect(drawn, start, "n2");
    expect(connect(once, start, "n2")).toBe(once);
  });
  test.each([
    ["gone", "n2"],
    ["n2", "gone"],
  ])("from %s to %s is refused: one of them is not drawn", (source, target) => {
    const output = { source, key: "no_input" };
    expect(connect(drawn, output, target)).toBe(drawn);
    expect(lead(drawn, catalogue, output, target)).toBe(drawn);
    expect(makeRepeat(drawn, output, target)).toBe(drawn);
  });
  test("in a circle makes a repeat", () => {
    const there = connect(connect(drawn, start, "n2"), { source: "n2", key: "no_input" }, "n3");
    expect(closesCycle(there, "n3", "n2")).toBe(true);
    const back = lead(there, catalogue, { source: "n3", key: "next" }, "n2");
    expect(back.graph.repeats).toEqual([{ source: "n3", key: "next", target: "n2", limit: 10 }]);
    expect(back.edges).toEqual(there.edges);
  });
  test("to a node itself makes a repeat", () => {
    expect(
      targetOf(lead(drawn, catalogue, { source: "n2", key: "no_input" }, "n2"), {
        source: "n2",
        key: "no_input",
      }),
    ).toEqual({ target: "n2", limit: 10 });
  });
  test("a repeat to another node keeps its count, and so does choosing its node again", () => {
    const output = { source: "n3", key: "next" };
    const there = connect(connect(drawn, start, "n2"), { source: "n2", key: "no_input" }, "n3");
    const counted = makeRepeat(there, output, "n2", 3);
    expect(lead(counted, catalogue, output, "n2")).toBe(counted);
    expect(targetOf(lead(counted, catalogue, output, "n3"), output)).toEqual({ target: "n3", limit: 3 });
  });
  test("to the beginning of a lane is refused", () => {
    const lanes = added(drawn, "on_error");
    expect(lead(lanes, catalogue, start, "n5")).toBe(lanes);
  });
  test("of a repeat that goes takes along what follows when it is spent", () => {
    const output = { source: "n3", key: "next" };
    const spent = connect(makeRepeat(drawn, output, "n2"), { source: "n3", key: "next.spent" }, "n4");
    expect(disconnect(spent, output)).toEqual({ ...drawn, graph: { ...drawn.graph, repeats: [] } });
  });
  test("a node into a repeat takes its count and its way out along", () => {
    const more = added(drawn, "play");
    const output = { source: "n3", key: "next" };
    const counted = makeRepeat(more, output, "n2", 3);
    const spent = connect(counted, { source: "n3", key: "next.spent" }, "n4");
    const spliced = splice(spent, output, "n5", catalogue);
    expect(targetOf(spliced, output)).toEqual({ target: "n5", limit: null });
    expect(targetOf(spliced, { source: "n5", key: "next" })).toEqual({ target: "n2", limit: 3 });
    expect(targetOf(spliced, { source: "n5", key: "next.spent" })?.target).toBe("n4");
  });
  test("a node into a wire leads on to where the wire led", () => {
    const spliced = splice(connect(drawn, start, "n2"), start, "n3", catalogue);
    expect(spliced.edges).toEqual([
      { source: "n1", target: "n3", key: "next" },
      { source: "n3", target: "n2", key: "next" },
    ]);
  });
});
