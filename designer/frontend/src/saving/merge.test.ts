import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyEdits, edited } from "@/document/any_edits";
import { connect, disconnect, makeRepeat } from "@/document/connecting";
import { catalogue, empty, numbered, samples } from "@/document/fixtures";
import { markMain } from "@/document/main_output";
import { moveNodes, resize } from "@/document/moving";
import { outputsOf } from "@/document/outputs";
import { setParam, setTitle } from "@/document/params";
import { removeNodes } from "@/document/removing";
import { isSame } from "@/document/same";
import { type Json, type Params, type ScenarioDocument, type ScenarioNode, SPENT } from "@/document/types";
import { type FieldChange, fieldChanges } from "@/revisions/diff";
import type { Choices } from "./asking";
import { clashes, withOtherIds } from "./clashes";
import { type Merged, merge } from "./merge";
import { isRepeat, type Parts, partsOf, type Wire } from "./parts";

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

/** What the strict reading of a stored scenario would refuse. */
function faults(document: ScenarioDocument): string[] {
  const { nodes, wires } = partsOf(document);
  const all = [...document.edges, ...(document.graph.repeats ?? [])];
  const doubled = all.length === wires.size && document.nodes.length === nodes.size ? [] : ["twice"];
  const marked = document.nodes
    .filter(({ main }) => main !== undefined)
    .filter((node) => !outputsOf(node, catalogue).some((output) => output.id === node.main))
    .map((node) => `${node.id} marked ${node.main}`);
  return [...doubled, ...marked, ...all.flatMap((wire) => fault(wire, nodes, wires))];
}

function fault(wire: Wire, nodes: Nodes, wires: Parts["wires"]): string[] {
  const root = wire.key.endsWith(SPENT) ? wire.key.slice(0, -SPENT.length) : wire.key;
  const source = nodes.get(wire.source);
  const hangs = !source || !nodes.has(wire.target);
  const isNoOutput = source && !outputsOf(source, catalogue).some((output) => output.id === root);
  const repeat = wires.get(`${wire.source} ${root}`);
  const isAfterNothing = root !== wire.key && !(repeat && isRepeat(repeat));
  return hangs || isNoOutput || isAfterNothing ? [`${wire.source} ${wire.key} ${wire.target}`] : [];
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
      { ...node("n2"), type: "voice_menu", params: { options: OPTIONS, timeout_s: 5, prompt: [] } },
      node("n3"),
      node("n4"),
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
        for (const kind of KINDS) expect(partsOf(document)[kind]).toEqual(partsOf(both)[kind]);
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

function node(id: string): ScenarioNode {
  return { id, type: "assignment", title: id, params: {}, position: [0, 0] };
}

function nodeOf(document: ScenarioDocument, id: string): ScenarioNode {
  const found = document.nodes.find((node) => node.id === id);
  if (!found) throw new Error(`no node ${id}`);
  return found;
}

function rowIds(document: ScenarioDocument): Json[] {
  return (nodeOf(document, "n2").params.options as readonly Params[]).map((row) => row.id ?? null);
}
