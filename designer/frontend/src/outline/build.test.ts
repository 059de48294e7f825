import { describe, expect, test } from "vitest";
import { addNode } from "@/document/adding";
import { connect } from "@/document/connecting";
import { catalogue, empty, samples } from "@/document/fixtures";
import { outlineOf } from "./build";

const lanes = outlineOf(samples.reception, catalogue);
const rows = lanes.flatMap((lane) => lane.rows);

describe("the outline", () => {
  test("holds every node once", () => {
    const ids = rows.filter((row) => row.kind === "node").map((row) => row.id);
    expect([...ids].sort()).toEqual(samples.reception.nodes.map((node) => node.id).sort());
  });
  test("begins with the start and keeps the lanes apart", () => {
    expect(lanes.map((lane) => lane.lane)).toEqual(["start", "on_hangup", "on_error", "loose"]);
    expect(lanes[0]?.rows[0]?.id).toBe("start");
  });
  test("keeps a straight line at one depth", () => {
    const [first, second] = lanes[0]?.rows ?? [];
    expect([first?.depth, second?.depth, second?.id]).toEqual([0, 0, "main_menu"]);
  });
  test("points to a node that stands elsewhere, and to none that comes right below", () => {
    const output = (id: string) => rows.find((row) => row.kind === "output" && row.id === id);
    expect(output("main_menu secretary")).toMatchObject({ pointer: "" });
    expect(output("support menu")).toMatchObject({ pointer: { id: "main_menu" }, limit: 3 });
  });
  test("of a line of thousands does not run out of stack", () => {
    let long = empty;
    for (let count = 0; count < 1500; count += 1) {
      const added = addNode(long, catalogue, { type: "wait", position: [0, 0], language: "en" });
      const before = long.nodes[long.nodes.length - 1]?.id ?? "n1";
      long = connect(added.document, { source: before, key: "next" }, added.id);
    }
    expect(outlineOf(long, catalogue)[0]?.rows).toHaveLength(1501 + 1);
  });
});
