import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyEdits, edited } from "@/document/any_edits";
import { connect, makeRepeat } from "@/document/connecting";
import { catalogue, empty, samples } from "@/document/fixtures";
import { moveNodes } from "@/document/moving";
import { setParam, setTitle, setVariables } from "@/document/params";
import { removeNodes } from "@/document/removing";
import type { ScenarioDocument, ScenarioNode } from "@/document/types";
import { partsOf } from "@/saving/parts";
import { type Difference, differenceOf, isNothing } from "./diff";

const base = samples.reception;

/** The parts of a document that were carried over by nothing but the difference. */
function carried(document: ScenarioDocument, { nodes, wires, others }: Difference) {
  const parts = partsOf(document);
  const made = {
    nodes: new Map(parts.nodes),
    wires: new Map<string, unknown>(parts.wires),
    variables: new Map<string, unknown>(parts.variables),
    properties: new Map(parts.properties),
  };
  for (const { id, after } of nodes) {
    if (after) made.nodes.set(id, after);
    else made.nodes.delete(id);
  }
  for (const { id, output, after } of wires) {
    if (!after) made.wires.delete(id);
    else if (after.limit === null) made.wires.set(id, { ...output, target: after.target });
    else made.wires.set(id, { ...output, ...after });
  }
  for (const { path, after } of others) {
    const [map, key] = path.startsWith("variables.")
      ? ([made.variables, path.slice("variables.".length)] as const)
      : ([made.properties, path] as const);
    if (after === undefined) map.delete(key);
    else map.set(key, after);
  }
  return made;
}

const sorted = (map: ReadonlyMap<string, unknown>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

describe("the difference of two drawings", () => {
  test("holds all that leads from the one to the other", () => {
    fc.assert(
      fc.property(anyEdits, anyEdits, (one, other) => {
        const [before, after] = [edited(base, one), edited(base, other)];
        const made = carried(before, differenceOf(before, after));
        const wanted = partsOf(after);
        for (const kind of ["nodes", "wires", "variables", "properties"] as const)
          expect(sorted(made[kind])).toEqual(sorted(wanted[kind]));
      }),
    );
  });

  test("is the same one backwards, with the sides changed", () => {
    fc.assert(
      fc.property(anyEdits, (steps) => {
        const after = edited(base, steps);
        const [there, back] = [differenceOf(base, after), differenceOf(after, base)];
        expect(new Set(back.nodes.map(({ id }) => id))).toEqual(new Set(there.nodes.map(({ id }) => id)));
        expect(new Set(back.wires.map(({ id }) => id))).toEqual(new Set(there.wires.map(({ id }) => id)));
      }),
    );
  });

  test("of a drawing and itself is nothing", () => {
    expect(isNothing(differenceOf(base, structuredClone(base)))).toBe(true);
  });
});

function node(id: string, params: ScenarioNode["params"] = {}): ScenarioNode {
  return { id, type: "menu", title: id, params, position: [300, 0] };
}

describe("a difference", () => {
  const rows = [
    { id: "r1", value: "1" },
    { id: "r2", value: "2" },
  ];
  const menu = { ...empty, nodes: [...empty.nodes, node("n2", { argument: "a", values: rows })] };

  test("tells added, removed, moved and changed nodes apart", () => {
    const changes: [ScenarioDocument, string][] = [
      [{ ...menu, nodes: [...menu.nodes, node("n3")] }, "added"],
      [removeNodes(menu, new Set(["n2"])), "removed"],
      [moveNodes(menu, new Set(["n2"]), 20, 0), "moved"],
      [setTitle(moveNodes(menu, new Set(["n2"]), 20, 0), "n2", "other"), "changed"],
    ];
    for (const [after, mark] of changes)
      expect(differenceOf(menu, after).nodes.map((change) => change.mark)).toEqual([mark]);
  });

  test("names a row by its id, wherever it stands", () => {
    const values = [{ id: "r2", value: "3" }, rows[0] ?? {}];
    const after = setParam(menu, catalogue, "n2", "values", values);
    expect(differenceOf(menu, after).nodes[0]?.fields).toEqual([
      { path: "params.values.r2.value", before: "2", after: "3" },
      { path: "params.values.order", before: ["r1", "r2"], after: ["r2", "r1"] },
    ]);
  });

  test("tells where an output led and leads", () => {
    const output = { source: "n1", key: "next" };
    const wired = connect(menu, output, "n2");
    expect(differenceOf(menu, wired).wires[0]?.mark).toBe("added");
    expect(differenceOf(wired, makeRepeat(wired, output, "n2", 3)).wires).toEqual([
      {
        id: "n1 next",
        output,
        mark: "changed",
        before: { target: "n2", limit: null },
        after: { target: "n2", limit: 3 },
      },
    ]);
  });

  test("tells of variables", () => {
    expect(differenceOf(menu, setVariables(menu, { PIN: { type: "text" } })).others).toEqual([
      { path: "variables.PIN", before: undefined, after: { type: "text" } },
    ]);
  });
});
