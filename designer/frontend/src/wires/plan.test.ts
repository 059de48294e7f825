import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lead } from "@/document/connecting";
import { catalogue, samples } from "@/document/fixtures";
import { moveNodes } from "@/document/moving";
import { setTitle } from "@/document/params";
import { removeNodes } from "@/document/removing";
import type { ScenarioDocument } from "@/document/types";
import { tidiness } from "./crossings";
import { type Planned, planned, type WirePlan } from "./plan";

const settled = (document: ScenarioDocument) => planned(document, catalogue);
const drawn = (plan: WirePlan) => new Map([...plan.wires()].map(({ id, corners }) => [id, corners]));
const only = (id: string) => new Set([id]);

/** Steps of a hand: some nodes by some way, one wire elsewhere, one node gone. */
const steps = fc.array(
  fc.record({
    what: fc.constantFrom("move", "move", "move", "lead", "remove"),
    node: fc.nat(19),
    x: fc.integer({ min: -600, max: 600 }),
    y: fc.integer({ min: -400, max: 400 }),
  }),
  { minLength: 1, maxLength: 5 },
);

function take(
  document: ScenarioDocument,
  { what, node, x, y }: { what: string; node: number; x: number; y: number },
) {
  const id = document.nodes[node % document.nodes.length]?.id ?? "";
  if (what === "move") return moveNodes(document, only(id), x, y);
  if (what === "remove") return removeNodes(document, only(id));
  return lead(document, catalogue, { source: "main_menu", key: "about" }, id);
}

describe("the plan of the wires", () => {
  test("of the samples leads no wire behind a node", () => {
    for (const sample of Object.values(samples)) {
      const plan = settled(sample);
      expect(plan.wireCount).toBe(sample.edges.length + (sample.graph.repeats ?? []).length);
      expect(tidiness([...plan.wires()], plan.obstacles).through).toBe(0);
    }
  });

  test("depends on the drawing alone, whatever was done before", () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const plan = settled(samples.reception);
        let document = samples.reception;
        for (const step of taken) {
          document = take(document, step);
          plan.follow(document);
        }
        for (const _ of plan.settling());
        expect(drawn(plan)).toEqual(drawn(settled(document)));
      }),
      { numRuns: 25 },
    );
  });

  test("keeps the object of a wire whose way stays", () => {
    const plan = settled(samples.reception);
    const before = plan.wire("hung_up next");
    plan.follow(moveNodes(samples.reception, only("thanks"), 400, 0));
    for (const _ of plan.settling());
    expect(plan.wire("hung_up next")).toBe(before);
  });

  test("leads the wires of a moved node along at once, and leaves the others", () => {
    const plan = settled(samples.reception);
    const other = plan.wire("secretary completed");
    plan.follow(moveNodes(samples.reception, only("about"), 30, 10));
    const moved = plan.wire("main_menu about") as Planned;
    expect(moved.corners[moved.corners.length - 1]).toEqual(moved.to);
    const [x, y] = samples.reception.nodes.find((node) => node.id === "about")?.position ?? [0, 0];
    expect(moved.to).toEqual([x + 30, y + 10 + 28]);
    expect(plan.wire("secretary completed")).toBe(other);
  });

  test("takes the wire between two nodes along when both are moved together", () => {
    const plan = settled(samples.reception);
    const before = plan.wire("mailbox left")?.corners ?? [];
    plan.follow(moveNodes(samples.reception, new Set(["mailbox", "message_left"]), 40, 20));
    expect(plan.wire("mailbox left")?.corners).toEqual(before.map(([x, y]) => [x + 40, y + 20]));
  });

  test("has nothing to do when a text was typed", () => {
    const plan = settled(samples.reception);
    expect(plan.follow(setTitle(samples.reception, "about", "Where we are"))).toBe(false);
    expect(plan.follow(moveNodes(samples.reception, only("about"), 1, 0))).toBe(true);
  });

  test("knows no wire that is gone, and none whose output is not drawn", () => {
    const plan = settled(samples.reception);
    plan.follow(removeNodes(samples.reception, only("about")));
    expect(plan.wire("main_menu about")).toBeNull();
    const unknown = { source: "main_menu", key: "never", target: "thanks" };
    expect(settled({ ...samples.reception, edges: [unknown] }).wire("main_menu never")).toBeNull();
  });
});
