import { describe, expect, test } from "vitest";
import { nodeSize } from "@/geometry";
import { connect, makeRepeat } from "./connecting";
import { added, catalogue, empty, nodeOf, samples } from "./fixtures";
import { copyTitle } from "./naming";
import { setTitle } from "./params";
import { copyText, isCopyOf, paste } from "./pasting";
import { removeNodes } from "./removing";
import type { ScenarioDocument } from "./types";

const { reception } = samples;

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
    const start = nodeOf(reception, "start").position;
    let drawing = reception;
    for (const at of [start, start, null]) drawing = paste(drawing, catalogue, text, at)?.document ?? drawing;
    expect(overlaps(drawing)).toEqual(overlaps(reception));
    const [first, second, third] = drawing.nodes.slice(reception.nodes.length);
    expect(first?.position[0]).toBe(start[0]);
    expect(second?.position[0]).toBe(start[0]);
    expect(third?.position[0]).toBe(nodeOf(reception, "secretary").position[0]);
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
    expect(pasted?.doubled).toEqual([nodeOf(reception, "start").title]);
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
