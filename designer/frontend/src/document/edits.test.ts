import { describe, expect, test, vi } from "vitest";
import { nodeSize } from "@/geometry";
import { addNode, beginsSomewhere, placeable } from "./adding";
import { closesCycle, connect, disconnect, lead, makeRepeat, splice, targetOf } from "./connecting";
import { catalogue, empty, numbered, samples } from "./fixtures";
import { withInside } from "./frames";
import { lanesOf } from "./lanes";
import { mainPath } from "./main_path";
import { align, moveNodes, setPositions } from "./moving";
import { copyTitle } from "./naming";
import { drawnOutputs, outputsOf } from "./outputs";
import { setParam, setTitle } from "./params";
import { copyText, isCopyOf, paste } from "./pasting";
import { removeNodes } from "./removing";
import { makeRoom } from "./room";
import type { ScenarioDocument } from "./types";

const { reception } = samples;
const node = (document: ScenarioDocument, id: string) => {
  const found = document.nodes.find((node) => node.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};
/** The pairs of nodes that lie on one another. */
const overlaps = ({ nodes, edges }: ScenarioDocument) => {
  const wired = (id: string) => new Set(edges.filter(({ source }) => source === id).map(({ key }) => key));
  const rooms = nodes.map((one) => {
    const [width, height] = nodeSize(one, catalogue, wired(one.id));
    const [left, top] = one.position;
    return { id: one.id, left, top, right: left + width, bottom: top + height };
  });
  return rooms.flatMap((a, index) =>
    rooms
      .slice(index + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `${a.id} ${b.id}`),
  );
};
const added = (document: ScenarioDocument, ...types: string[]) =>
  types.reduce(
    (drawn, type) => numbered(addNode(drawn, catalogue, { type, position: [0, 0], language: "en" }).document),
    document,
  );

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
    expect(node(added(empty, "menu"), "n2").params).toEqual({
      argument: "",
      values: [{ id: "r1", value: "" }],
    });
  });
});

describe("connecting", () => {
  const drawn = added(empty, "voice_menu", "play", "play");
  const start = { source: "n1", key: "next" };

  test("leads an output to one node at most", () => {
    const twice = connect(connect(drawn, start, "n2"), start, "n3");
    expect(twice.edges).toEqual([{ source: "n1", target: "n3", key: "next" }]);
  });
  test("of what is connected already changes nothing at all", () => {
    const once = connect(drawn, start, "n2");
    expect(connect(once, start, "n2")).toBe(once);
  });
  test.each([
    ["gone", "n2"],
    ["n2", "gone"],
  ])("from %s to %s is refused: one of them is not drawn", (source, target) => {
    const output = { source, key: "no_input" };
    expect(connect(drawn, output, target)).toBe(drawn);
    expect(lead(drawn, catalogue, output, target)).toBe(drawn);
    expect(makeRepeat(drawn, output, target)).toBe(drawn);
  });
  test("in a circle makes a repeat", () => {
    const there = connect(connect(drawn, start, "n2"), { source: "n2", key: "no_input" }, "n3");
    expect(closesCycle(there, "n3", "n2")).toBe(true);
    const back = lead(there, catalogue, { source: "n3", key: "next" }, "n2");
    expect(back.graph.repeats).toEqual([{ source: "n3", key: "next", target: "n2", limit: 10 }]);
    expect(back.edges).toEqual(there.edges);
  });
  test("to a node itself makes a repeat", () => {
    expect(
      targetOf(lead(drawn, catalogue, { source: "n2", key: "no_input" }, "n2"), {
        source: "n2",
        key: "no_input",
      }),
    ).toEqual({ target: "n2", limit: 10 });
  });
  test("a repeat to another node keeps its count, and so does choosing its node again", () => {
    const output = { source: "n3", key: "next" };
    const there = connect(connect(drawn, start, "n2"), { source: "n2", key: "no_input" }, "n3");
    const counted = makeRepeat(there, output, "n2", 3);
    expect(lead(counted, catalogue, output, "n2")).toBe(counted);
    expect(targetOf(lead(counted, catalogue, output, "n3"), output)).toEqual({ target: "n3", limit: 3 });
  });
  test("to the beginning of a lane is refused", () => {
    const lanes = added(drawn, "on_error");
    expect(lead(lanes, catalogue, start, "n5")).toBe(lanes);
  });
  test("of a repeat that goes takes along what follows when it is spent", () => {
    const output = { source: "n3", key: "next" };
    const spent = connect(makeRepeat(drawn, output, "n2"), { source: "n3", key: "next.spent" }, "n4");
    expect(disconnect(spent, output)).toEqual({ ...drawn, graph: { ...drawn.graph, repeats: [] } });
  });
  test("a node into a repeat takes its count and its way out along", () => {
    const more = added(drawn, "play");
    const output = { source: "n3", key: "next" };
    const counted = makeRepeat(more, output, "n2", 3);
    const spent = connect(counted, { source: "n3", key: "next.spent" }, "n4");
    const spliced = splice(spent, output, "n5", catalogue);
    expect(targetOf(spliced, output)).toEqual({ target: "n5", limit: null });
    expect(targetOf(spliced, { source: "n5", key: "next" })).toEqual({ target: "n2", limit: 3 });
    expect(targetOf(spliced, { source: "n5", key: "next.spent" })?.target).toBe("n4");
  });
  test("a node into a wire leads on to where the wire led", () => {
    const spliced = splice(connect(drawn, start, "n2"), start, "n3", catalogue);
    expect(spliced.edges).toEqual([
      { source: "n1", target: "n3", key: "next" },
      { source: "n3", target: "n2", key: "next" },
    ]);
  });
});

describe("outputs", () => {
  test("of rows come first, with what stands in the row", () => {
    const menu = node(reception, "main_menu");
    expect(outputsOf(menu, catalogue)[0]).toMatchObject({ id: "secretary", value: "0" });
  });
  test("for errors and hang-ups are drawn only when they lead somewhere", () => {
    const play = node(added(empty, "play"), "n2");
    expect(drawnOutputs(play, catalogue, new Set()).map((output) => output.id)).toEqual(["next"]);
    expect(drawnOutputs(play, catalogue, new Set(["error"])).map((output) => output.id)).toEqual([
      "next",
      "error",
    ]);
  });
  test("of a repeat are followed by the way out when it is spent", () => {
    const play = node(added(empty, "play"), "n2");
    const wired = new Set(["next", "next.spent"]);
    expect(drawnOutputs(play, catalogue, wired).map((output) => output.id)).toEqual(["next", "next.spent"]);
  });
});

describe("removing", () => {
  test("takes every wire of the node along, and nothing else", () => {
    const ids = new Set(["main_menu"]);
    const left = removeNodes(reception, ids);
    expect(left.nodes).toHaveLength(reception.nodes.length - 1);
    expect(left.edges.some((edge) => ids.has(edge.source) || ids.has(edge.target))).toBe(false);
    expect(left.graph.repeats).toEqual([]);
  });
  test("nothing gives the same document", () => {
    expect(removeNodes(reception, new Set(["nobody"]))).toBe(reception);
  });
});

describe("parameters", () => {
  test("of a row that goes take its wire with them, and other wires stay", () => {
    const options = node(reception, "main_menu").params.options;
    if (!Array.isArray(options)) throw new Error("no options");
    const changed = setParam(reception, catalogue, "main_menu", "options", options.slice(1));
    expect(targetOf(changed, { source: "main_menu", key: "secretary" })).toBeNull();
    expect(changed.edges).toHaveLength(reception.edges.length - 1);
  });
  test("given back to their default disappear", () => {
    const set = setParam(reception, catalogue, "main_menu", "timeout_s", 9);
    expect(node(set, "main_menu").params.timeout_s).toBe(9);
    expect(
      "timeout_s" in node(setParam(set, catalogue, "main_menu", "timeout_s", undefined), "main_menu").params,
    ).toBe(false);
  });
  test("that do not change leave the document as it is", () => {
    expect(setTitle(reception, "start", node(reception, "start").title)).toBe(reception);
  });
});

describe("moving", () => {
  test("leaves the nodes that stay the same objects", () => {
    const moved = moveNodes(reception, new Set(["start"]), 5, -5);
    expect(moved.nodes.filter((node, index) => node !== reception.nodes[index])).toHaveLength(1);
    expect(setPositions(moved, new Map([["start", node(moved, "start").position]]))).toBe(moved);
  });
  test("a frame takes along what stands in it", () => {
    const framed = setPositions(
      added(empty, "frame", "play", "play"),
      new Map([
        ["n1", [-400, 0]],
        ["n3", [40, 60]],
        ["n4", [5000, 60]],
      ]),
    );
    expect(withInside(framed, catalogue, new Set(["n2"]))).toEqual(new Set(["n2", "n3"]));
  });
  test("to a common edge lines nodes up", () => {
    const lined = align(reception, catalogue, new Set(["secretary", "support"]), "right");
    expect(node(lined, "secretary").position[0]).toBe(node(lined, "support").position[0]);
  });
  test("to even distances keeps the outer two where they are", () => {
    const three = setPositions(
      added(empty, "play", "play", "play"),
      new Map([
        ["n2", [0, 0]],
        ["n3", [0, 70]],
        ["n4", [0, 300]],
      ]),
    );
    const even = align(three, catalogue, new Set(["n2", "n3", "n4"]), "spread_down");
    expect(["n2", "n3", "n4"].map((id) => node(even, id).position[1])).toEqual([0, 150, 300]);
  });
});

describe("making room", () => {
  const three = setPositions(
    added(empty, "frame", "play", "play"),
    new Map([
      ["n1", [0, 0]],
      ["n2", [-20, -40]],
      ["n3", [200, 0]],
      ["n4", [600, 300]],
    ]),
  );
  test("moves what begins beyond the line, and the frame keeps what it held", () => {
    const roomy = makeRoom(three, catalogue, 0, 110);
    expect(["n1", "n2", "n3", "n4"].map((id) => node(roomy, id).position)).toEqual([
      [0, 0],
      [-20, -40],
      [500, 0],
      [900, 300],
    ]);
    expect(node(roomy, "n2").size).toEqual([780, 280]);
  });
  test("goes down too, and moves nothing where nothing lies", () => {
    const roomy = makeRoom(three, catalogue, 1, 290);
    expect(node(roomy, "n4").position).toEqual([600, 460]);
    expect(node(roomy, "n2")).toBe(node(three, "n2"));
    expect(makeRoom(three, catalogue, 0, 700)).toBe(three);
  });
});

describe("pasting", () => {
  const part = new Set(["secretary", "no_reply", "main_menu"]);

  test("gives new ids and names and keeps the wires inside", () => {
    const pasted = paste(reception, catalogue, copyText(reception, part), [0, 0]);
    expect(pasted?.ids).toHaveLength(3);
    const ids = pasted?.document.nodes.map((node) => node.id) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
    const titles = pasted?.document.nodes.map((node) => node.title) ?? [];
    expect(new Set(titles).size).toBe(titles.length);
    const inside = [...reception.edges, ...(reception.graph.repeats ?? [])].filter(
      (wire) => part.has(wire.source) && part.has(wire.target),
    );
    const after = (pasted?.document.edges.length ?? 0) + (pasted?.document.graph.repeats?.length ?? 0);
    expect(after - reception.edges.length - (reception.graph.repeats?.length ?? 0)).toBe(inside.length);
  });
  test("lands on no node, however often it is done at one place, but below", () => {
    const text = copyText(reception, new Set(["secretary"]));
    const start = node(reception, "start").position;
    let drawing = reception;
    for (const at of [start, start, null]) drawing = paste(drawing, catalogue, text, at)?.document ?? drawing;
    expect(overlaps(drawing)).toEqual(overlaps(reception));
    const [first, second, third] = drawing.nodes.slice(reception.nodes.length);
    expect(first?.position[0]).toBe(start[0]);
    expect(second?.position[0]).toBe(start[0]);
    expect(third?.position[0]).toBe(node(reception, "secretary").position[0]);
  });
  test("of an open frame lies on no other frame, and what is in it belongs to it alone", () => {
    const frame = {
      id: "f1",
      type: "frame",
      title: "Frame",
      params: {},
      position: [2000, 0],
      size: [400, 400],
    };
    const inside = { id: "p1", type: "play", title: "Play", params: {}, position: [2040, 60] };
    const framed = { ...reception, nodes: [...reception.nodes, frame, inside] } as ScenarioDocument;
    const pasted = paste(framed, catalogue, copyText(framed, new Set(["f1", "p1"])), null);
    const [copy] = pasted?.document.nodes.filter(({ id, type }) => type === "frame" && id !== "f1") ?? [];
    expect(copy?.position[0]).toBe(2000);
    expect(copy?.position[1]).toBeGreaterThan(400);
  });
  test("of a whole drawing comes below it as it is", () => {
    const single = ["start", "on_hangup"];
    const all = new Set(reception.nodes.filter(({ type }) => !single.includes(type)).map(({ id }) => id));
    const pasted = paste(reception, catalogue, copyText(reception, all), null)?.document;
    expect(overlaps(pasted ?? empty)).toEqual(overlaps(reception));
    const copied = reception.nodes.filter(({ id }) => all.has(id));
    const moves = pasted?.nodes
      .slice(reception.nodes.length)
      .map(
        ({ position: [x, y] }, index) =>
          `${x - (copied[index]?.position[0] ?? 0)} ${y - (copied[index]?.position[1] ?? 0)}`,
      );
    expect(new Set(moves).size).toBe(1);
  });
  test("calls a copy as its original, with the next number", () => {
    const text = copyText(setTitle(reception, "secretary", "Секретарь"), new Set(["secretary"]));
    let drawing = setTitle(reception, "secretary", "Секретарь");
    for (let times = 0; times < 2; times += 1)
      drawing = paste(drawing, catalogue, text, null)?.document ?? drawing;
    expect(drawing.nodes.slice(reception.nodes.length).map(({ title }) => title)).toEqual([
      "Секретарь 2",
      "Секретарь 3",
    ]);
    expect(copyTitle(drawing, "Секретарь 2")).toBe("Секретарь 4");
    expect(copyTitle(setTitle(drawing, "secretary", "я".repeat(200)), "я".repeat(200))).toBe(
      `${"я".repeat(190)} 2`,
    );
    expect(copyTitle(drawing, "")).toBe("");
    expect(copyTitle(setTitle(drawing, "secretary", "Линия 9"), "Линия 9")).toBe("Линия 10");
    expect(copyTitle(setTitle(drawing, "secretary", "Перевод на 101"), "Перевод на 101")).toBe(
      "Перевод на 101 2",
    );
  });
  test("tells a copy of what is here from one of another drawing", () => {
    const text = copyText(reception, new Set(["secretary"]));
    expect(isCopyOf(reception, text)).toBe(true);
    expect(isCopyOf(removeNodes(reception, new Set(["secretary"])), text)).toBe(false);
  });
  test("names the components that are not there", () => {
    const text = copyText(setTitle(reception, "secretary", "x"), part).replaceAll('"transfer"', '"teleport"');
    expect(paste(reception, catalogue, text, [0, 0])?.unresolved).toEqual(["teleport"]);
  });
  test("never brings a second start", () => {
    const pasted = paste(reception, catalogue, copyText(reception, new Set(["start", "about"])), [0, 0]);
    expect(pasted?.ids).toHaveLength(1);
    expect(pasted?.doubled).toEqual([node(reception, "start").title]);
  });
  test("changes nothing when nothing of it may come", () => {
    const text = copyText(reception, new Set(["start"]));
    expect(paste(reception, catalogue, text, null)?.document).toBe(reception);
  });
  test("leaves the way out of a repeat behind when the repeat does not come along", () => {
    const drawn = added(empty, "play", "play", "play");
    const output = { source: "n3", key: "next" };
    const repeated = connect(makeRepeat(drawn, output, "n2"), { source: "n3", key: "next.spent" }, "n4");
    const pasted = paste(repeated, catalogue, copyText(repeated, new Set(["n3", "n4"])), null);
    expect(pasted?.document.edges).toEqual(repeated.edges);
  });
  test.each([
    "",
    "{}",
    "[1]",
    '{"callwright":1}',
    '{"callwright":1,"nodes":[{"id":1}],"edges":[],"repeats":[]}',
  ])("of %j does nothing", (text) => expect(paste(reception, catalogue, text, [0, 0])).toBeNull());
});

describe("the reading of a drawing", () => {
  test("finds the lane of every node", () => {
    const lanes = lanesOf(reception);
    expect([
      lanes.get("main_menu"),
      lanes.get("tell_hung_up"),
      lanes.get("apology"),
      lanes.get("about_repeats"),
    ]).toEqual(["start", "on_hangup", "on_error", "loose"]);
  });
  test("follows the main path from the start", () => {
    expect([...mainPath(reception, catalogue).nodes].slice(0, 3)).toEqual([
      "start",
      "main_menu",
      "secretary",
    ]);
  });
});
