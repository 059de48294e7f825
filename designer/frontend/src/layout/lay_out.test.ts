import Elk from "elkjs/lib/elk.bundled.js";
import { describe, expect, test } from "vitest";
import { catalogue, empty, nodeOf, samples } from "@/document/fixtures";
import { folder, foldingOf } from "@/document/folding";
import { nodesInside } from "@/document/frames";
import { lanesOf } from "@/document/lanes";
import { markMain } from "@/document/main_output";
import { mainPath } from "@/document/main_path";
import type { Edge, Point, ScenarioDocument, ScenarioNode, Size } from "@/document/types";
import { type Box, boxMaker, type Rect, withRooms } from "@/wires/boxes";
import { tidiness } from "@/wires/crossings";
import { overlap } from "@/wires/obstacles";
import { planned } from "@/wires/plan";
import { bringDrawings } from "./drawings";
import { groupsOf } from "./groups";
import { layOut } from "./lay_out";

const elk = new Elk();

async function tidied(document: ScenarioDocument, ids: ReadonlySet<string> | null = null) {
  const all = withRooms(boxMaker(catalogue)(document));
  const boxes = ids ? new Map([...all].filter(([id]) => ids.has(id))) : all;
  const groups = groupsOf(document, catalogue, boxes, ids);
  const wanted = { document, catalogue, boxes, main: mainPath(document, catalogue), groups };
  const laid = await layOut(wanted, (graph) => elk.layout(graph));
  return bringDrawings(document, laid, ids, catalogue, groups);
}

const rects = (document: ScenarioDocument) => [...boxMaker(catalogue)(document).values()];
const at = (document: ScenarioDocument, id: string) => nodeOf(document, id).position;
const rectOf = ({ position: [left, top], size = [0, 0] }: ScenarioNode): Rect => ({
  left,
  top,
  right: left + size[0],
  bottom: top + size[1],
});
const drawn = (id: string, type: string, position: Point, size: Size): ScenarioNode => ({
  id,
  type,
  title: id,
  params: {},
  position,
  size,
});
const withNode = (document: ScenarioDocument, node: ScenarioNode): ScenarioDocument => ({
  ...document,
  nodes: [...document.nodes, node],
});

/** Menus that lead to menus, each output to another one; every third of the last ones comes to the same hang-up. */
function tree(size: number): ScenarioDocument {
  const options = ["one", "two"].map((id, key) => ({ id, keys: `${key + 1}`, label: id }));
  const params = { prompt: [{ text: "Hello" }], options };
  const menus = Array.from({ length: size }, (_, n) => component(`m${n}`, "voice_menu", params));
  const loose: { source: string; key: string }[] = [];
  const edges: Edge[] = [{ source: "n1", key: "next", target: "m0" }];
  menus.forEach(({ id }, n) => {
    const from = n === 0 ? null : loose.splice(n % 4 === 0 ? 0 : -1, 1)[0];
    if (from) edges.push({ ...from, target: id });
    loose.push({ source: id, key: "two" }, { source: id, key: "one" });
  });
  const ended = loose.filter((_, n) => n % 3 === 0).map((output) => ({ ...output, target: "end" }));
  const nodes = [...empty.nodes, ...menus, component("end", "hangup", { farewell: [] })];
  return { ...empty, nodes, edges: [...edges, ...ended] };
}

function component(id: string, type: string, params: ScenarioNode["params"]): ScenarioNode {
  return { id, type, title: id, params, position: [0, 0] };
}

describe("a tidied drawing", () => {
  test.each([
    ["the reception", samples.reception, 50],
    ["the three numbers", samples.threeNumbers, 50],
  ])("of %s has no wire behind a node and few that cross", async (_, sample, most) => {
    const plan = planned(await tidied(sample), catalogue);
    const { through, crossings } = tidiness([...plan.wires()], plan.obstacles);
    expect(through).toBe(0);
    expect(crossings).toBeLessThanOrEqual(most);
  });

  test.each(Object.entries(samples))("has a straight main path: %s", async (_, sample) => {
    const document = await tidied(sample);
    const plan = planned(document, catalogue);
    for (const id of mainPath(document, catalogue).outputs) expect(plan.wire(id)?.corners).toHaveLength(2);
  });

  test("has it straight in a large drawing too", async () => {
    const document = await tidied(tree(200));
    const { outputs } = mainPath(document, catalogue);
    const plan = planned(document, catalogue);
    expect(outputs.size).toBeGreaterThan(10);
    for (const id of outputs) expect(plan.wire(id)?.corners).toHaveLength(2);
  });

  test("has it straight along an output that is marked as main too", async () => {
    const document = await tidied(markMain(samples.reception, { source: "main_menu", key: "message" }));
    const { outputs } = mainPath(document, catalogue);
    expect(outputs.has("main_menu message")).toBe(true);
    const plan = planned(document, catalogue);
    for (const id of outputs) expect(plan.wire(id)?.corners).toHaveLength(2);
  });

  test("has no two nodes on one another", async () => {
    const boxes = rects(await tidied(samples.reception));
    for (const [index, box] of boxes.entries())
      expect(boxes.slice(index + 1).some((other) => overlap(box, other))).toBe(false);
  });

  test("has its lanes one under another, the call's own on top", async () => {
    const document = await tidied(samples.reception);
    const lanes = lanesOf(document);
    const boxes = rects(document);
    const of = (lane: string) => boxes.filter((box) => lanes.get(box.node.id) === lane);
    const order = ["start", "on_hangup", "on_error"];
    order.slice(1).forEach((lane, index) => {
      const above = Math.max(...of(order[index] ?? "").map((box) => box.bottom));
      expect(Math.min(...of(lane).map((box) => box.top))).toBeGreaterThan(above + 80);
    });
  });

  test("has its start where it was, and hang-ups in the last column", async () => {
    const document = await tidied(samples.reception);
    expect(at(document, "start")).toEqual(at(samples.reception, "start"));
    const lane = lanesOf(document);
    const xs = document.nodes.filter((node) => lane.get(node.id) === "start").map((node) => node.position[0]);
    expect(at(document, "goodbye")[0]).toBe(Math.max(...xs));
    expect(at(document, "thanks")[0]).toBe(Math.max(...xs));
  });

  test("is the same when it is tidied again", async () => {
    const once = await tidied(samples.reception);
    expect((await tidied(once)).nodes.map((node) => node.position)).toEqual(
      once.nodes.map((node) => node.position),
    );
  });

  test("keeps a note near its node, on nothing else", async () => {
    const document = await tidied(samples.reception);
    const note = document.nodes.find((node) => node.type === "note") as ScenarioNode;
    const [left, top] = note.position;
    const [width, height] = note.size ?? [0, 0];
    const rect = { left, top, right: left + width, bottom: top + height };
    expect(rects(document).some((box) => overlap(box, rect))).toBe(false);
    expect(Math.abs(left - at(document, "main_menu")[0])).toBeLessThan(400);
  });

  test("takes an empty frame along with the node it stood at", async () => {
    const [x, y] = at(samples.reception, "thanks");
    const document = await tidied(
      withNode(samples.reception, drawn("frame", "frame", [x + 40, y - 20], [300, 160])),
    );
    const [newX, newY] = at(document, "thanks");
    expect(at(document, "frame")).toEqual([newX + 40, newY - 20]);
  });

  describe("with frames", () => {
    const around = drawn("around", "frame", [880, 390], [300, 440]);
    const within = drawn("within", "frame", [900, 630], [270, 180]);
    const inside = drawn("inside", "note", [900, 400], [100, 30]);
    const lanes = drawn("lanes", "frame", [880, 1120], [620, 300]);
    const document = [around, within, inside, lanes].reduce(withNode, samples.reception);
    const held = (document: ScenarioDocument, id: string) =>
      nodesInside(document, catalogue, nodeOf(document, id)).map(({ id }) => id);

    test("has around them what they held, and nothing else", async () => {
      const laid = await tidied(document);
      for (const id of ["around", "within", "lanes"]) expect(held(laid, id)).toEqual(held(document, id));
      expect(held(laid, "around")).toEqual(["no_reply", "secretary", "within", "inside"]);
      const rooms = ["around", "lanes"].map((id) => rectOf(nodeOf(laid, id)));
      for (const box of rects(laid).filter(({ node }) => !held(laid, "around").includes(node.id)))
        expect(overlap(box, rooms[0] as Rect)).toBe(false);
      expect(overlap(rooms[0] as Rect, rooms[1] as Rect)).toBe(false);
    });

    test("has one frame in another when three are of one size and place", async () => {
      const others = ["second", "third"].map((id) => ({ ...around, id }));
      const laid = await tidied(others.reduce(withNode, document));
      expect(held(laid, "around")).toEqual([...held(document, "around"), "second", "third"]);
    });

    test("has no wire behind a node", async () => {
      const plan = planned(await tidied(document), catalogue);
      expect(tidiness([...plan.wires()], plan.obstacles).through).toBe(0);
    });

    test("is the same when it is tidied again", async () => {
      const once = await tidied(document);
      expect((await tidied(once)).nodes).toEqual(once.nodes);
    });

    test("leaves a frame that is not among the chosen ones where it is, and as large", async () => {
      const laid = await tidied(document, new Set(["secretary", "no_reply"]));
      for (const id of ["around", "within", "inside"]) expect(nodeOf(laid, id)).toBe(nodeOf(document, id));
    });
  });

  test("leaves the room free that a collapsed frame takes when it opens", async () => {
    const [x, y] = at(samples.reception, "secretary");
    const frame: ScenarioNode = {
      id: "frame",
      type: "frame",
      title: "Frame",
      params: { collapsed: true },
      position: [x - 20, y - 40],
      size: [700, 400],
    };
    const document = withNode(samples.reception, frame);
    const folding = foldingOf(document, catalogue, new Set());
    expect(folding.owners.get("secretary")).toBe("frame");
    const laid = await tidied(folder(catalogue)(document, folding));
    const boxes = withRooms(boxMaker(catalogue)(laid));
    const room = boxes.get("frame") as Box;
    expect(room.right - room.left).toBe(700);
    const others = [...boxes.values()].filter((box) => box !== room);
    expect(others.filter((box) => overlap(box, room))).toEqual([]);
  });

  test("of some nodes leaves all others, and the corner of those", async () => {
    const ids = new Set(["extension", "secretary", "goodbye"]);
    const document = await tidied(samples.reception, ids);
    for (const node of samples.reception.nodes.filter((node) => !ids.has(node.id)))
      expect(at(document, node.id)).toEqual(node.position);
    const corner = (of: ScenarioDocument, axis: 0 | 1) => Math.min(...[...ids].map((id) => at(of, id)[axis]));
    expect(corner(document, 0)).toBe(corner(samples.reception, 0));
    expect(corner(document, 1)).toBe(corner(samples.reception, 1));
  });

  test("of a start alone is the same document", async () => {
    expect(await tidied(empty)).toBe(empty);
  });
});
