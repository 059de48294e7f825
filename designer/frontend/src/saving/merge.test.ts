import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyEdits, edited } from "@/document/any_edits";
import { connect, makeRepeat } from "@/document/connecting";
import { faults } from "@/document/faults";
import { empty, placed, samples } from "@/document/fixtures";
import { setTitle } from "@/document/params";
import { removeNodes } from "@/document/removing";
import { isSame } from "@/document/same";
import { type ScenarioDocument, SPENT } from "@/document/types";
import { type FieldChange, fieldChanges } from "@/revisions/diff";
import type { Choices } from "./asking";
import { clashes, withOtherIds } from "./clashes";
import { type Merged, merge } from "./merge";
import { type Parts, partsOf } from "./parts";

const KINDS = ["nodes", "wires", "variables", "properties"] as const;
const base = samples.reception;

/** The parts and fields that a side changed and that are neither in the outcome nor in a question. */
function lost(before: ScenarioDocument, side: ScenarioDocument, merged: Merged): string[] {
  const [was, is, outcome] = [before, side, merged.document].map(partsOf) as [Parts, Parts, Parts];
  const asked = merged.conflicts.map(({ kind, key }) => `${kind} ${key}`);
  const isAsked = (kind: string, key: string) => asked.includes(`${kind} ${key}`);
  // A row that is asked about takes its wires along, and so does a repeat.
  const rootOf = (key: string) => (key.endsWith(SPENT) ? key.slice(0, -SPENT.length) : key);
  const isWireAsked = (key: string) => {
    const root = rootOf(key);
    const [node = "", row = ""] = root.split(" ");
    const isRow = (name: string) => name.startsWith(`fields ${node} params.`) && name.endsWith(`.${row}`);
    return isAsked("wires", key) || isAsked("wires", root) || asked.some(isRow);
  };
  return KINDS.flatMap((kind) =>
    [...new Set([...was[kind].keys(), ...is[kind].keys()])].filter((key) => {
      const value = is[kind].get(key);
      if (isSame(value, was[kind].get(key)) || isSame(value, outcome[kind].get(key))) return false;
      if (isAsked(kind, key)) return false;
      if (kind === "nodes") return lostFields(was.nodes, is.nodes, outcome.nodes, key, asked).length > 0;
      if (kind !== "wires") return true;
      // With a node goes a repeat that leads to it, and with the repeat what follows it.
      const led = [key, rootOf(key)].flatMap((id) => is.wires.get(id) ?? was.wires.get(id) ?? []);
      return (
        !isWireAsked(key) &&
        !led.flatMap(({ source, target }) => [source, target]).some((id) => isAsked("nodes", id))
      );
    }),
  );
}

type Nodes = Parts["nodes"];

function lostFields(was: Nodes, is: Nodes, outcome: Nodes, id: string, asked: readonly string[]): string[] {
  const [before, side, after] = [was.get(id), is.get(id), outcome.get(id)];
  if (!before || !side || !after) return [id];
  const missing = new Map(fieldChanges(after, side).map((change) => [change.path, change]));
  const isAsked = (path: string) =>
    asked.some(
      (name) => `fields ${id} ${path}`.startsWith(name) || name.startsWith(`fields ${id} ${path}`),
    ) ||
    // A row that is asked about takes its mark along.
    (path === "main" &&
      asked.some((name) => name.startsWith(`fields ${id} params.`) && name.endsWith(`.${side.main}`)));
  return fieldChanges(before, side)
    .filter((change) => missing.has(change.path) && !isAsked(change.path) && !isOrder(change))
    .map(({ path }) => path);
}

/** The order of rows holds new rows too, which may stand anywhere among those of the other side. */
function isOrder({ path }: FieldChange): boolean {
  return path.endsWith(".order");
}

function anyChoices(merged: Merged, isMine: readonly boolean[]): Choices {
  return new Map(merged.conflicts.map(({ id }, at) => [id, isMine[at % isMine.length] ? "mine" : "theirs"]));
}

describe("merging what two people did", () => {
  test("loses nothing of either side", () => {
    fc.assert(
      fc.property(anyEdits, anyEdits, (own, others) => {
        const theirs = edited(base, others);
        const first = edited(base, own);
        const mine = withOtherIds(first, clashes(base, first, theirs));
        const merged = merge(base, mine, theirs);
        expect(lost(base, mine, merged)).toEqual([]);
        expect(lost(base, theirs, merged)).toEqual([]);
      }),
    );
  });

  test("gives a drawing that can be stored, whatever is chosen", () => {
    fc.assert(
      fc.property(anyEdits, anyEdits, fc.array(fc.boolean(), { minLength: 1 }), (own, others, isMine) => {
        const theirs = edited(base, others);
        const first = edited(base, own);
        const mine = withOtherIds(first, clashes(base, first, theirs));
        const choices = anyChoices(merge(base, mine, theirs), isMine);
        const known = [...faults(mine), ...faults(theirs)];
        const made = faults(merge(base, mine, theirs, choices).document);
        expect(made.filter((fault) => !known.includes(fault))).toEqual([]);
      }),
    );
  });

  test("brings what follows a repeat back with the node that the repeat leads to", () => {
    const output = { source: "start", key: "next" };
    const repeated = makeRepeat(base, output, "secretary");
    const theirs = connect(repeated, { ...output, key: output.key + SPENT }, "goodbye");
    const mine = removeNodes(base, new Set(["secretary"]));
    const { conflicts } = merge(base, mine, theirs);
    expect(conflicts.map(({ id }) => id)).toContain("nodes secretary");
    const all: Choices = new Map(conflicts.map(({ id }) => [id, "theirs"]));
    const spent = { source: "start", key: `next${SPENT}`, target: "goodbye" };
    expect(merge(base, mine, theirs, all).document.edges).toContainEqual(spent);
  });

  test("gives one side whole when the other did nothing", () => {
    fc.assert(
      fc.property(anyEdits, (steps) => {
        const side = edited(base, steps);
        for (const merged of [merge(base, side, base), merge(base, base, side)]) {
          expect(merged.conflicts).toEqual([]);
          expect(merged.document).toEqual(side);
        }
      }),
    );
  });

  test("asks nothing when both did the same", () => {
    fc.assert(
      fc.property(anyEdits, (steps) => {
        const merged = merge(base, edited(base, steps), edited(base, steps));
        expect(merged.conflicts).toEqual([]);
        expect(merged.document).toEqual(edited(base, steps));
      }),
    );
  });

  test("keeps what the other side did not touch as the objects they were", () => {
    const theirs = setTitle(base, base.nodes[1]?.id ?? "", "theirs");
    const { document } = merge(base, base, theirs);
    expect(document.nodes[0]).toBe(base.nodes[0]);
    expect(document.nodes[1]?.title).toBe("theirs");
  });

  test("asks about a title that both changed, and takes what is chosen", () => {
    const id = base.nodes[1]?.id ?? "";
    const [mine, theirs] = [setTitle(base, id, "mine"), setTitle(base, id, "theirs")];
    const { conflicts, takenCount } = merge(base, mine, theirs);
    expect(conflicts.map(({ kind, key, node }) => [kind, key, node])).toEqual([
      ["fields", `${id} title`, id],
    ]);
    expect(takenCount).toBe(0);
    const chosen = merge(base, mine, theirs, new Map([[`fields ${id} title`, "theirs"]])).document;
    expect(chosen.nodes.find((node) => node.id === id)?.title).toBe("theirs");
  });
});

describe("a node that one side took away", () => {
  const wired = connect(
    { ...empty, nodes: [...empty.nodes, placed("n2", "assignment"), placed("n3", "assignment")] },
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
