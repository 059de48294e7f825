import { describe, expect, test } from "vitest";
import { connect, disconnect } from "@/document/connecting";
import { empty, numbered, placed } from "@/document/fixtures";
import { clashes, withOtherIds } from "./clashes";
import { merge } from "./merge";

describe("two nodes that were given the same id", () => {
  test("both stay: mine gets another id, and so do its wires", () => {
    const mine = connect(
      { ...empty, nodes: [...empty.nodes, placed("n2", "assignment")] },
      { source: "n1", key: "next" },
      "n2",
    );
    const theirs = { ...empty, nodes: [...empty.nodes, { ...placed("n2", "assignment"), title: "theirs" }] };
    const renamed = clashes(empty, mine, theirs);
    const { document, conflicts } = merge(empty, numbered(withOtherIds(mine, renamed)), theirs);
    expect(conflicts).toEqual([]);
    expect(document.nodes.map(({ id, title }) => [id, title])).toEqual([
      ["n1", "Start"],
      ["n3", "n2"],
      ["n2", "theirs"],
    ]);
    expect(document.edges).toEqual([{ source: "n1", target: "n3", key: "next" }]);
    expect(disconnect(document, { source: "n1", key: "next" }).edges).toEqual([]);
  });
});
