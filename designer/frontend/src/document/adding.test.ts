import { describe, expect, test, vi } from "vitest";
import { addNode, beginsSomewhere, placeable } from "./adding";
import { added, catalogue, empty, nodeOf } from "./fixtures";
import type { ScenarioDocument } from "./types";

describe("adding", () => {
  test("names the first of a kind 1, and goes on from there", () => {
    const titles = added(empty, "assignment", "assignment", "menu").nodes.map((node) => node.title);
    expect(titles).toEqual(["Start", "Assignment 1", "Assignment 2", "Menu 1"]);
  });
  test("never gives the id of a node that was removed, nor the one that another browser gives", () => {
    let turn = 0;
    const random = vi.spyOn(Math, "random").mockImplementation(() => (turn++ * 0.37) % 1);
    const add = () => addNode(empty, catalogue, { type: "play", position: [0, 0], language: "en" });
    const ids = [add(), add(), add()].map(({ id }) => id);
    random.mockRestore();
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^n2[a-z]{4}$/);
  });
  test("offers a start only where there is none", () => {
    const offered = (document: ScenarioDocument) =>
      placeable(catalogue, beginsSomewhere(document)).map(({ type }) => type);
    expect(offered(empty)).not.toContain("start");
    expect(offered({ ...empty, nodes: [] })).toEqual([...catalogue.keys()]);
  });
  test("gives every component parameters of the kinds that its schema wants", () => {
    for (const type of catalogue.keys()) expect(() => added(empty, type)).not.toThrow();
    expect(nodeOf(added(empty, "menu"), "n2").params).toEqual({
      argument: "",
      values: [{ id: "r1", value: "" }],
    });
  });
});
