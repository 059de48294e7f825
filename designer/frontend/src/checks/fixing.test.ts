import { describe, expect, test } from "vitest";
import { connect } from "@/document/connecting";
import { catalogue, empty } from "@/document/fixtures";
import type { Params, ScenarioDocument } from "@/document/types";
import { canFix, fixed } from "./fixing";

const fixedEn = (document: ScenarioDocument, known: typeof catalogue, edit: Parameters<typeof fixed>[2]) =>
  fixed(document, known, edit, "en");
const TITLE = { ru: "ru", en: "en" };

function withNode(type: string, params: Params): ScenarioDocument {
  const node = { id: "n2", type, title: "two", params, position: [300, 0] as const };
  return connect({ ...empty, nodes: [...empty.nodes, node] }, { source: "n1", key: "next" }, "n2");
}

const menu = withNode("menu", {
  argument: "caled",
  values: [
    { id: "r1", value: "1" },
    { id: "r2", value: "2" },
  ],
});
const paramsOf = (document: ScenarioDocument) => document.nodes[1]?.params;

describe("a fix", () => {
  test("sets a parameter in a row", () => {
    const edit = { kind: "set_param" as const, node: "n2", param: "values.1.value", value: "3" };
    expect(paramsOf(fixedEn(menu, catalogue, edit))).toHaveProperty("values.1.value", "3");
  });

  test("adds a parameter that was not there", () => {
    const edit = { kind: "set_param" as const, node: "n2", param: "values.1.label", value: "x" };
    expect(paramsOf(fixedEn(menu, catalogue, edit))).toHaveProperty("values.1.label", "x");
  });

  test("takes a row away together with its wire", () => {
    const wired = connect(menu, { source: "n2", key: "r1" }, "n2");
    const made = fixedEn(wired, catalogue, { kind: "remove_param", node: "n2", param: "values.0" });
    expect(paramsOf(made)?.values).toEqual([{ id: "r2", value: "2" }]);
    expect(made.edges.map((edge) => edge.source)).toEqual(["n1"]);
  });

  test("places a new node beside the one that it follows, and leads the output there", () => {
    const edit = { kind: "connect_new" as const, source: "n2", key: "r1", type: "hangup" };
    const made = fixedEn(menu, catalogue, edit);
    const added = made.nodes.at(-1);
    expect(added).toMatchObject({ type: "hangup", title: "Hang up 1" });
    expect(added?.position[0]).toBeGreaterThan(300);
    expect(made.edges).toContainEqual({ source: "n2", key: "r1", target: added?.id });
  });

  test("begins a lane below all that is drawn", () => {
    const made = fixedEn(menu, catalogue, { kind: "add_lane", type: "on_error" });
    const [lowest] = menu.nodes.map((node) => node.position[1]).toSorted((a, b) => b - a);
    expect(made.nodes.at(-1)).toMatchObject({ type: "on_error", title: "On error" });
    expect(made.nodes.at(-1)?.position[0]).toBe(0);
    expect(made.nodes.at(-1)?.position[1]).toBeGreaterThan((lowest ?? 0) + 100);
    expect(made.edges).toBe(menu.edges);
    expect(fixedEn(menu, catalogue, { kind: "add_lane", type: "gone" })).toBe(menu);
  });

  test("begins the first lane where nothing is drawn", () => {
    const nothing = { ...empty, nodes: [] };
    const made = fixedEn(nothing, catalogue, { kind: "add_lane", type: "start" });
    expect(made.nodes).toMatchObject([{ type: "start", title: "Start", position: [0, 0] }]);
  });

  test("replaces text by code points, beyond the basic plane too", () => {
    const document = withNode("menu", { argument: "\u{1F4DE} caled", values: [] });
    const edit = {
      kind: "replace_text" as const,
      node: "n2",
      param: "argument",
      offset: 2,
      length: 5,
      text: "CALLED",
      was: "caled",
    };
    expect(paramsOf(fixedEn(document, catalogue, edit))?.argument).toBe("\u{1F4DE} CALLED");
    expect(fixedEn(menu, catalogue, edit)).toBe(menu);
  });

  test("makes an edge a repeat, leads an output to a node, or nowhere", () => {
    const output = { source: "n1", key: "next" };
    const repeat = fixedEn(menu, catalogue, { kind: "make_repeat", ...output, limit: 10 });
    expect(repeat.graph.repeats).toEqual([{ ...output, target: "n2", limit: 10 }]);
    expect(fixedEn(menu, catalogue, { kind: "disconnect", ...output }).edges).toEqual([]);
    const led = fixedEn(menu, catalogue, { kind: "connect", source: "n2", key: "other", target: "n2" });
    expect(led.edges.length).toBe(2);
  });

  test("takes away a wire that comes from no node", () => {
    const stray = { source: "gone", key: "next", target: "n2" };
    const made = fixedEn({ ...menu, edges: [...menu.edges, stray] }, catalogue, {
      kind: "disconnect",
      source: "gone",
      key: "next",
    });
    expect(made.edges).toEqual(menu.edges);
  });

  test.each([
    { kind: "connect_new", source: "n2", key: "other", type: "hangup" },
    { kind: "connect", source: "n2", key: "other", target: "n2" },
    { kind: "add_lane", type: "on_error" },
  ] as const)("that was carried out is not carried out once more: %j", (edit) => {
    const once = fixedEn(menu, catalogue, edit);
    expect(once).not.toBe(menu);
    expect(fixedEn(once, catalogue, edit)).toBe(once);
  });

  test("adds a lane for all errors beside one for some", () => {
    const some = {
      id: "n3",
      type: "on_error",
      title: "",
      params: { classes: ["sound"] },
      position: [0, 300] as const,
    };
    const drawn = { ...menu, nodes: [...menu.nodes, some] };
    expect(fixedEn(drawn, catalogue, { kind: "add_lane", type: "on_error" }).nodes.length).toBe(4);
  });

  test("declares a variable beside the others", () => {
    const edit = { kind: "declare" as const, variable: "PIN", declaration: { type: "text" } };
    expect(fixedEn(menu, catalogue, edit).graph.variables).toEqual({ PIN: { type: "text" } });
  });

  test("that does not fit the drawing any more changes nothing", () => {
    const edits = [
      { kind: "set_param" as const, node: "gone", param: "argument", value: 1 },
      { kind: "remove_param" as const, node: "n2", param: "values.7" },
      { kind: "make_repeat" as const, source: "n2", key: "next", limit: 10 },
      { kind: "connect" as const, source: "n1", key: "next", target: "gone" },
    ];
    for (const edit of edits) expect(fixedEn(menu, catalogue, edit)).toBe(menu);
  });

  test("of a kind from tomorrow has no button", () => {
    const edit = { kind: "from_tomorrow" } as unknown as Parameters<typeof fixed>[2];
    expect(canFix({ code: "x", title: TITLE, edit })).toBe(false);
  });
});
