import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { connect, makeRepeat } from "@/document/connecting";
import { catalogue, empty, nodeOf, placed } from "@/document/fixtures";
import { markMain } from "@/document/main_output";
import { moveNodes, resize } from "@/document/moving";
import { setParam, setTitle } from "@/document/params";
import type { Json, Params, ScenarioDocument } from "@/document/types";
import { clashes, withOtherIds } from "./clashes";
import { merge } from "./merge";
import { partsOf } from "./parts";

const OPTIONS = [
  { id: "r1", keys: "1", label: "one" },
  { id: "r2", keys: "2", label: "two" },
  { id: "r3", keys: "3", label: "three" },
];

const menu: ScenarioDocument = [..."123"].reduce(
  (drawn, row) => connect(drawn, { source: "n2", key: `r${row}` }, "n3"),
  {
    ...empty,
    nodes: [
      ...empty.nodes,
      placed("n2", "voice_menu", { options: OPTIONS, timeout_s: 5, prompt: [] }),
      placed("n3", "assignment"),
      placed("n4", "assignment"),
    ],
  } as ScenarioDocument,
);

type Edit = (document: ScenarioDocument) => ScenarioDocument;

const param =
  (name: string, value: Json): Edit =>
  (document) =>
    setParam(document, catalogue, "n2", name, value);

const options =
  (change: (rows: readonly Params[]) => readonly Params[]): Edit =>
  (document) =>
    param("options", change(nodeOf(document, "n2").params.options as readonly Params[]))(document);

const row = (id: string, change: Params): Edit =>
  options((rows) => rows.map((row) => (row.id === id ? { ...row, ...change } : row)));

/** One edit for each field of the menu and each of its wires. */
const APART: readonly Edit[] = [
  (document) => setTitle(document, "n2", "menu"),
  (document) => moveNodes(document, new Set(["n2"]), 40, 20),
  (document) => resize(document, "n2", [300, 200]),
  param("timeout_s", 9),
  param("attempts_wrong", 4),
  param("prompt", [{ text: "choose" }]),
  row("r1", { label: "first" }),
  row("r1", { keys: "7" }),
  row("r2", { label: "second" }),
  options((rows) => rows.filter((row) => row.id !== "r3")),
  options((rows) => [...rows, { id: "r9", keys: "9", label: "nine" }]),
  (document) => connect(document, { source: "n2", key: "r1" }, "n4"),
  (document) => makeRepeat(document, { source: "n2", key: "r2" }, "n1"),
  (document) => markMain(document, { source: "n2", key: "r1" }),
];

describe("two people at one node", () => {
  test("never meet while they change different fields of it", () => {
    const sides = fc.array(fc.constantFrom("mine", "theirs", "nobody"), {
      minLength: APART.length,
      maxLength: APART.length,
    });
    fc.assert(
      fc.property(sides, (who) => {
        const done = (side: string) =>
          APART.reduce((made, edit, at) => (who[at] === side ? edit(made) : made), menu);
        const both = APART.reduce((made, edit, at) => (who[at] === "nobody" ? made : edit(made)), menu);
        const { document, conflicts } = merge(menu, done("mine"), done("theirs"));
        expect(conflicts).toEqual([]);
        expect(partsOf(document)).toEqual(partsOf(both));
      }),
    );
  });

  test("are asked for the field alone that both changed", () => {
    const mine = row("r1", { label: "mine", keys: "8" })(menu);
    const theirs = param("timeout_s", 7)(row("r1", { label: "theirs" })(menu));
    const { document, conflicts } = merge(menu, mine, theirs);
    expect(conflicts.map(({ key, mine, theirs }) => [key, mine, theirs])).toEqual([
      ["n2 params.options.r1.label", "mine", "theirs"],
    ]);
    const { params } = nodeOf(document, "n2");
    expect(params.timeout_s).toBe(7);
    expect((params.options as readonly Params[])[0]).toEqual({ id: "r1", keys: "8", label: "mine" });
  });

  test("are asked for the order of rows when both changed it", () => {
    const mine = options(([a, b, c]) => [b, a, c] as Params[])(menu);
    const theirs = options(([a, b, c]) => [c, a, b] as Params[])(menu);
    const { conflicts } = merge(menu, mine, theirs);
    expect(conflicts.map(({ key }) => key)).toEqual(["n2 params.options.order"]);
    const chosen = merge(menu, mine, theirs, new Map([["fields n2 params.options.order", "theirs"]]));
    expect(rowIds(chosen.document)).toEqual(["r3", "r1", "r2"]);
  });

  test("keep a row and its wire together when one took it away and the other led it elsewhere", () => {
    const mine = options((rows) => rows.filter((row) => row.id !== "r1"))(menu);
    const theirs = connect(menu, { source: "n2", key: "r1" }, "n4");
    const { conflicts } = merge(menu, mine, theirs);
    expect(conflicts.map(({ key }) => key)).toEqual(["n2 params.options.r1"]);
    const kept = merge(menu, mine, theirs, new Map([["fields n2 params.options.r1", "theirs"]])).document;
    expect(rowIds(kept)).toEqual(["r1", "r2", "r3"]);
    expect(partsOf(kept).wires.get("n2 r1")?.target).toBe("n4");
    expect(partsOf(merge(menu, mine, theirs).document).wires.has("n2 r1")).toBe(false);
  });

  test("are asked about a row that one took away and the other marked as main", () => {
    const mine = options((rows) => rows.filter((row) => row.id !== "r1"))(menu);
    const theirs = markMain(menu, { source: "n2", key: "r1" });
    const { document, conflicts } = merge(menu, mine, theirs);
    expect(conflicts.map(({ key }) => key)).toEqual(["n2 params.options.r1"]);
    expect(nodeOf(document, "n2").main).toBeUndefined();
    const kept = merge(menu, mine, theirs, new Map([["fields n2 params.options.r1", "theirs"]])).document;
    expect([rowIds(kept), nodeOf(kept, "n2").main]).toEqual([["r1", "r2", "r3"], "r1"]);
  });

  test("are asked which output is main when both marked another one", () => {
    const [mine, theirs] = ["r1", "r2"].map((key) => markMain(menu, { source: "n2", key })) as [
      ScenarioDocument,
      ScenarioDocument,
    ];
    expect(merge(menu, mine, theirs).conflicts.map(({ key }) => key)).toEqual(["n2 main"]);
    const { document } = merge(menu, mine, theirs, new Map([["fields n2 main", "theirs"]]));
    expect(nodeOf(document, "n2").main).toBe("r2");
  });

  test("keep the mark of a row that got another id", () => {
    const add =
      (label: string): Edit =>
      (document) =>
        options((rows) => [...rows, { id: "r4", keys: "4", label }])(document);
    const first = markMain(add("mine")(menu), { source: "n2", key: "r4" });
    const theirs = add("theirs")(menu);
    const { document } = merge(menu, withOtherIds(first, clashes(menu, first, theirs)), theirs);
    const { main, params } = nodeOf(document, "n2");
    const marked = (params.options as readonly Params[]).find((row) => row.id === main);
    expect(marked?.label).toBe("mine");
  });

  test("both keep the row that they added with the same id", () => {
    const add =
      (label: string, target: string): Edit =>
      (document) =>
        connect(
          options((rows) => [...rows, { id: "r4", keys: "4", label }])(document),
          { source: "n2", key: "r4" },
          target,
        );
    const [first, theirs] = [add("mine", "n4")(menu), add("theirs", "n3")(menu)];
    const mine = withOtherIds(first, clashes(menu, first, theirs));
    const { document, conflicts } = merge(menu, mine, theirs);
    expect(conflicts).toEqual([]);
    const { wires } = partsOf(document);
    const led = (nodeOf(document, "n2").params.options as readonly Params[])
      .slice(3)
      .map(({ id, label }) => [label, wires.get(`n2 ${id}`)?.target]);
    expect(led.sort()).toEqual([
      ["mine", "n4"],
      ["theirs", "n3"],
    ]);
  });
});

function rowIds(document: ScenarioDocument): Json[] {
  return (nodeOf(document, "n2").params.options as readonly Params[]).map((row) => row.id ?? null);
}
