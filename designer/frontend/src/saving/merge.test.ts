import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyEdits, edited } from "@/document/any_edits";
import { connect, disconnect } from "@/document/connecting";
import { empty, samples } from "@/document/fixtures";
import { setTitle } from "@/document/params";
import { removeNodes } from "@/document/removing";
import { isSame } from "@/document/same";
import type { ScenarioDocument } from "@/document/types";
import { clashingIds, type Merged, merge, withOtherIds } from "./merge";
import { type Parts, partsOf, type Wire } from "./parts";

const KINDS = ["nodes", "wires", "variables", "properties"] as const;
const base = samples.reception;

/** The parts that a side changed and that are neither in the outcome nor in a question. */
function lost(before: ScenarioDocument, side: ScenarioDocument, merged: Merged): string[] {
  const [was, is, outcome] = [before, side, merged.document].map(partsOf) as [Parts, Parts, Parts];
  const isAsked = (kind: string, key: string) =>
    merged.conflicts.some((conflict) => conflict.kind === kind && conflict.key === key);
  return KINDS.flatMap((kind) =>
    [...new Set([...was[kind].keys(), ...is[kind].keys()])].filter((key) => {
      const value = is[kind].get(key);
      if (isSame(value, was[kind].get(key)) || isSame(value, outcome[kind].get(key))) return false;
      const wire = kind === "wires" ? ((value ?? was.wires.get(key)) as Wire) : null;
      const ends = wire ? [wire.source, wire.target] : [];
      return !isAsked(kind, key) && !ends.some((id) => isAsked("nodes", id));
    }),
  );
}

function dangling(document: ScenarioDocument): Wire[] {
  const { nodes, wires } = partsOf(document);
  return [...wires.values()].filter((wire) => !nodes.has(wire.source) || !nodes.has(wire.target));
}

describe("merging what two people did", () => {
  test("loses nothing of either side", () => {
    fc.assert(
      fc.property(anyEdits, anyEdits, (own, others) => {
        const theirs = edited(base, others);
        const first = edited(base, own);
        const mine = withOtherIds(first, clashingIds(base, first, theirs));
        const merged = merge(base, mine, theirs);
        expect(lost(base, mine, merged)).toEqual([]);
        expect(lost(base, theirs, merged)).toEqual([]);
      }),
    );
  });

  test("never leaves a wire that hangs in the air", () => {
    fc.assert(
      fc.property(anyEdits, anyEdits, fc.boolean(), (own, others, isMine) => {
        const [mine, theirs] = [edited(base, own), edited(base, others)];
        const { conflicts } = merge(base, mine, theirs);
        const choices = new Map(conflicts.map(({ id }) => [id, isMine ? "mine" : "theirs"] as const));
        expect(dangling(merge(base, mine, theirs, choices).document)).toEqual([]);
      }),
    );
  });

  test("gives one side whole when the other did nothing", () => {
    fc.assert(
      fc.property(anyEdits, (steps) => {
        const side = edited(base, steps);
        for (const merged of [merge(base, side, base), merge(base, base, side)]) {
          expect(merged.conflicts).toEqual([]);
          for (const kind of KINDS) expect(partsOf(merged.document)[kind]).toEqual(partsOf(side)[kind]);
        }
      }),
    );
  });

  test("asks nothing when both did the same", () => {
    fc.assert(
      fc.property(anyEdits, (steps) => {
        expect(merge(base, edited(base, steps), edited(base, steps)).conflicts).toEqual([]);
      }),
    );
  });

  test("keeps what the other side did not touch as the objects they were", () => {
    const theirs = setTitle(base, base.nodes[1]?.id ?? "", "theirs");
    const { document } = merge(base, base, theirs);
    expect(document.nodes[0]).toBe(base.nodes[0]);
    expect(document.nodes[1]?.title).toBe("theirs");
  });

  test("asks about a node that both changed, and takes what is chosen", () => {
    const id = base.nodes[1]?.id ?? "";
    const [mine, theirs] = [setTitle(base, id, "mine"), setTitle(base, id, "theirs")];
    const { conflicts, takenCount } = merge(base, mine, theirs);
    expect(conflicts.map((conflict) => conflict.node)).toEqual([id]);
    expect(takenCount).toBe(0);
    const chosen = merge(base, mine, theirs, new Map([[`nodes ${id}`, "theirs"]])).document;
    expect(chosen.nodes.find((node) => node.id === id)?.title).toBe("theirs");
  });
});

describe("a node that one side took away", () => {
  const wired = connect(
    { ...empty, nodes: [...empty.nodes, node("n2"), node("n3")] },
    { source: "n2", key: "next" },
    "n3",
  );
  const mine = connect(wired, { source: "n1", key: "next" }, "n2");
  const theirs = removeNodes(wired, new Set(["n2"]));

  test("is asked about when the other side has led a wire to it", () => {
    expect(merge(wired, mine, theirs).conflicts.map(({ id }) => id)).toEqual(["nodes n2"]);
  });

  test("comes back with its wires when it is kept", () => {
    const { document } = merge(wired, mine, theirs, new Map([["nodes n2", "mine"]]));
    expect(document.edges.map((edge) => edge.target).sort()).toEqual(["n2", "n3"]);
  });

  test("goes with the new wire when it is let go", () => {
    const { document } = merge(wired, mine, theirs, new Map([["nodes n2", "theirs"]]));
    expect(document.nodes.map(({ id }) => id)).toEqual(["n1", "n3"]);
    expect(document.edges).toEqual([]);
  });

  test("goes without a question when nobody needs it", () => {
    const { document, conflicts } = merge(wired, wired, theirs);
    expect(conflicts).toEqual([]);
    expect(document.nodes.map(({ id }) => id)).toEqual(["n1", "n3"]);
  });
});

describe("two nodes that were given the same id", () => {
  test("both stay: mine gets another id, and so do its wires", () => {
    const mine = connect(
      { ...empty, nodes: [...empty.nodes, node("n2")] },
      { source: "n1", key: "next" },
      "n2",
    );
    const theirs = { ...empty, nodes: [...empty.nodes, { ...node("n2"), title: "theirs" }] };
    const renamed = clashingIds(empty, mine, theirs);
    const { document, conflicts } = merge(empty, withOtherIds(mine, renamed), theirs);
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

function node(id: string) {
  return { id, type: "assignment", title: id, params: {}, position: [0, 0] as const };
}
