import { describe, expect, test } from "vitest";
import { catalogue, samples } from "@/document/fixtures";
import { mainPath } from "@/document/main_path";
import { WirePlan } from "@/wires/plan";
import { fitting } from "./Minimap";
import { wrapped } from "./paint";
import { boundsOf, NO_MARKS, pictureOf } from "./picture";

function pictured() {
  const plan = new WirePlan(catalogue);
  plan.follow(samples.reception);
  const main = mainPath(samples.reception, catalogue);
  const marks = new Map([["about", "warning" as const]]);
  return pictureOf(samples.reception, catalogue, plan, main, new Set(["start"]), marks);
}

describe("the picture of a drawing", () => {
  test("has every node with its family, whether it is selected and what is wrong with it", () => {
    const { nodes } = pictured();
    expect(nodes.find((node) => node.id === "start")).toMatchObject({ isSelected: true, mark: null });
    expect(nodes.find((node) => node.id === "about")).toMatchObject({ family: "voice", mark: "warning" });
    expect(nodes).toHaveLength(samples.reception.nodes.length - 1);
  });

  test("has its notes apart from its nodes, and every wire", () => {
    const { drawings, wires } = pictured();
    expect(drawings.map((drawing) => drawing.type)).toEqual(["note"]);
    const note = samples.reception.nodes.find(({ type }) => type === "note");
    expect(drawings[0]).toMatchObject({ words: note?.params.text, colour: note?.params.colour ?? "" });
    expect(wires).toHaveLength(samples.reception.edges.length + 3);
  });

  test("of nothing has no bounds", () => {
    const plan = new WirePlan(catalogue);
    const nothing = { ...samples.reception, nodes: [], edges: [] };
    plan.follow(nothing);
    const picture = pictureOf(nothing, catalogue, plan, mainPath(nothing, catalogue), new Set(), NO_MARKS);
    expect(boundsOf(picture)).toBeNull();
  });
});

describe("the small map", () => {
  test("shows all of a drawing in its middle and is no higher than that takes", () => {
    const view = fitting({ left: -1000, top: 200, right: 3000, bottom: 1200 });
    expect(view.zoom).toBeCloseTo(0.046);
    expect(-1000 * view.zoom + view.left).toBeCloseTo(8);
    expect(3000 * view.zoom + view.left).toBeCloseTo(192);
    expect(view.height).toBe(64);
    expect(700 * view.zoom + view.top).toBeCloseTo(32);
    expect(fitting({ left: 0, top: 0, right: 4000, bottom: 8000 }).height).toBe(150);
  });

  test("does not blow up a drawing of one node", () => {
    expect(fitting({ left: 0, top: 0, right: 220, bottom: 56 }).zoom).toBe(0.2);
  });
});

describe("a painted title", () => {
  test("breaks between words", () => {
    expect(wrapped("Sales department in town", 10, 3)).toEqual(["Sales", "department", "in town"]);
  });

  test("ends in an ellipsis when there is no more room", () => {
    expect(wrapped("Sales department in town", 10, 1)).toEqual(["Sales…"]);
    expect(wrapped("Department", 6, 2)).toEqual(["Depar…"]);
  });
});
