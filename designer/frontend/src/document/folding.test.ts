import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AnyEdit, anyEdits, edited } from "./any_edits";
import { catalogue, numbered, samples } from "./fixtures";
import {
  carried,
  folder,
  foldingMaker,
  foldingOf,
  realOutput,
  UNFOLDED,
  wireId,
  withHidden,
} from "./folding";
import { moveNodes, setPositions } from "./moving";
import { FOLDED, outputsOf } from "./outputs";
import { setParam, setTitle } from "./params";
import { copyText, paste } from "./pasting";
import { removeNodes } from "./removing";
import { repeatsOf } from "./replacing";
import { outputId, type Point, type ScenarioDocument, type ScenarioNode, type Size } from "./types";

const NONE: ReadonlySet<string> = new Set();

function framed(
  document: ScenarioDocument,
  id: string,
  position: Point,
  size: Size,
  collapsed = true,
): ScenarioDocument {
  const frame: ScenarioNode = { id, type: "frame", title: id, params: { collapsed }, position, size };
  return { ...document, nodes: [...document.nodes, frame] };
}

function shown(document: ScenarioDocument, opened = NONE): ScenarioDocument {
  return folder(catalogue)(document, foldingOf(document, catalogue, opened));
}

const wiresOf = (document: ScenarioDocument) => [...document.edges, ...repeatsOf(document)];

/** A chain: start, menu, and in the frame a pause that leads to a second one, which leads out. */
const chain: ScenarioDocument = {
  directed: true,
  multigraph: true,
  graph: { format: 1, name: "chain", repeats: [{ source: "in2", key: "back", target: "menu", limit: 3 }] },
  nodes: [
    { id: "start", type: "start", title: "Start", params: {}, position: [0, 0] },
    { id: "menu", type: "notification", title: "Menu", params: {}, position: [300, 0] },
    { id: "in1", type: "wait", title: "First", params: {}, position: [640, 40] },
    { id: "in2", type: "wait", title: "Second", params: {}, position: [640, 160] },
    { id: "after", type: "wait", title: "After", params: {}, position: [1200, 0] },
    {
      id: "frame",
      type: "frame",
      title: "Frame",
      params: { collapsed: true },
      position: [600, 0],
      size: [400, 300],
    },
  ],
  edges: [
    { source: "start", target: "menu", key: "next" },
    { source: "menu", target: "in1", key: "next" },
    { source: "in1", target: "in2", key: "next" },
    { source: "in2", target: "after", key: "next" },
  ],
};

describe("a collapsed frame", () => {
  test("is one card, with an output for each wire that leads out", () => {
    const drawn = shown(chain);
    expect(drawn.nodes.map(({ id }) => id)).toEqual(["start", "menu", "after", "frame"]);
    const card = drawn.nodes[3] as ScenarioNode;
    expect(card.params.is_entered).toBe(true);
    expect(outputsOf(card, catalogue).map(({ id }) => id)).toEqual(["in2 next"]);
    expect(drawn.edges).toEqual([
      { source: "start", target: "menu", key: "next" },
      { source: "menu", target: "frame", key: "next" },
      { source: "frame", target: "after", key: "in2 next" },
    ]);
    expect(drawn.edges.map(wireId)).toEqual(["start next", "menu next", "in2 next"]);
    expect(repeatsOf(drawn)).toEqual([{ source: "frame", key: "in2 back", target: "menu", limit: 3 }]);
  });

  test("without any the document itself is shown, and one that was opened shows what is in it", () => {
    const open = setParam(chain, catalogue, "frame", "collapsed", undefined);
    expect(shown(open)).toBe(open);
    expect(shown(chain, new Set(["frame"]))).toBe(chain);
    expect(foldingOf(open, catalogue, NONE)).toBe(UNFOLDED);
  });

  test("leaves what it does not hide the same objects, however often it is looked at", () => {
    const [foldingNow, fold] = [foldingMaker(catalogue), folder(catalogue)];
    const look = (document: ScenarioDocument) => fold(document, foldingNow(document, NONE));
    const first = look(chain);
    expect(look(chain)).toBe(first);
    expect(first.nodes[0]).toBe(chain.nodes[0]);
    const typed = look(setTitle(chain, "menu", "Other"));
    expect(typed.edges).toBe(first.edges);
    expect(typed.nodes.filter((node, index) => node !== first.nodes[index])).toHaveLength(1);
    const renamed = look(setTitle(chain, "frame", "Other"));
    expect(renamed.nodes[3]?.title).toBe("Other");
  });

  test("is hidden from the edit that collapses it until the one that opens it", () => {
    const foldingNow = foldingMaker(catalogue);
    const collapse = (document: ScenarioDocument, isCollapsed: boolean) =>
      setParam(document, catalogue, "frame", "collapsed", isCollapsed);
    const open = collapse(chain, false);
    expect(foldingNow(open, NONE)).toBe(UNFOLDED);
    expect(foldingNow(setTitle(open, "menu", "Other"), NONE)).toBe(UNFOLDED);
    expect(foldingNow(collapse(open, true), NONE).frames).toEqual(new Set(["frame"]));
    expect(foldingNow(open, NONE)).toBe(UNFOLDED);
    expect(foldingNow(collapse(open, true), new Set(["frame"]))).toBe(UNFOLDED);
    expect(foldingNow(collapse(open, true), NONE).frames).toEqual(new Set(["frame"]));
  });

  test("within another one is hidden by that", () => {
    const nested = framed(chain, "outer", [560, -40], [500, 400]);
    expect(foldingOf(nested, catalogue, NONE)).toEqual({
      frames: new Set(["outer"]),
      owners: new Map(["in1", "in2", "frame"].map((id) => [id, "outer"])),
    });
  });

  test("and another one at the same place are not both hidden", () => {
    const twins = framed(chain, "twin", [600, 0], [400, 300]);
    expect(foldingOf(twins, catalogue, NONE).frames).toEqual(new Set(["frame"]));
    expect(shown(twins).nodes.map(({ id }) => id)).toContain("frame");
  });

  test("takes what it hides along: when it is removed, copied, or lined up", () => {
    const folding = foldingOf(chain, catalogue, NONE);
    const ids = withHidden(folding, new Set(["frame"]));
    expect(ids).toEqual(new Set(["frame", "in1", "in2"]));
    expect(removeNodes(chain, ids).nodes.map(({ id }) => id)).toEqual(["start", "menu", "after"]);
    const aligned = carried(chain, setPositions(chain, new Map([["frame", [100, 50]]])), folding);
    expect(aligned.nodes.map(({ position }) => position)).toEqual([
      [0, 0],
      [300, 0],
      [140, 90],
      [140, 210],
      [1200, 0],
      [100, 50],
    ]);
  });

  test("is copied to where neither hides anything of the other", () => {
    const ids = withHidden(foldingOf(chain, catalogue, NONE), new Set(["frame"]));
    const pasted = paste(chain, catalogue, copyText(chain, ids), null);
    const document = pasted?.document ?? chain;
    const { frames, owners } = foldingOf(document, catalogue, NONE);
    expect(frames.size).toBe(2);
    expect([...owners.values()].filter((frame) => frame === "frame")).toHaveLength(2);
    expect(owners.size).toBe(4);
  });
});

test.each([undefined, null, "x", [1, null, { a: 1 }]])(
  "a stored node that pretends to be a card, with outputs %j, is drawn without any",
  (outputs) => {
    const params = outputs === undefined ? {} : { outputs };
    expect(outputsOf({ id: "n2", type: FOLDED, title: "", params, position: [0, 0] }, catalogue)).toEqual([]);
  },
);

describe("whatever is drawn, collapsed frames", () => {
  const rooms = fc.array(
    fc.record({
      x: fc.integer({ min: -200, max: 1500 }),
      y: fc.integer({ min: -200, max: 900 }),
      w: fc.nat(1200),
    }),
    { minLength: 1, maxLength: 3 },
  );
  const drawing = (steps: readonly AnyEdit[], frames: readonly { x: number; y: number; w: number }[]) =>
    frames.reduce(
      (document, { x, y, w }, index) => framed(document, `f${index}`, [x, y], [300 + w, 200 + w]),
      edited(numbered(samples.reception), steps),
    );

  test("keep the real outputs of the wires that cross them, and drop those within", () => {
    fc.assert(
      fc.property(anyEdits, rooms, (steps, frames) => {
        const document = drawing(steps, frames);
        const { owners } = foldingOf(document, catalogue, NONE);
        const drawn = shown(document);
        const as = (id: string) => owners.get(id) ?? id;
        const crossing = wiresOf(document).filter(
          ({ source, target }) => !owners.has(source) || as(source) !== as(target),
        );
        expect(wiresOf(drawn).map(wireId)).toEqual(crossing.map(outputId));
        wiresOf(drawn).forEach((wire, index) => {
          const real = crossing[index];
          expect([wire.source, wire.target]).toEqual([as(real?.source ?? ""), as(real?.target ?? "")]);
          expect(realOutput(wire)).toEqual({ source: real?.source, key: real?.key });
        });
        expect(drawn.nodes.map(({ id }) => id)).toEqual(
          document.nodes.map(({ id }) => id).filter((id) => !owners.has(id)),
        );
      }),
      { numRuns: 150 },
    );
  });

  test("show the same drawing again when they are opened, and after any edit what a fresh look shows", () => {
    fc.assert(
      fc.property(anyEdits, anyEdits, rooms, (steps, more, frames) => {
        const [foldingNow, fold] = [foldingMaker(catalogue), folder(catalogue)];
        const look = (document: ScenarioDocument, opened = NONE) =>
          fold(document, foldingNow(document, opened));
        let document = drawing(steps, frames);
        look(document);
        for (const step of more) {
          document = edited(document, [step]);
          expect(look(document)).toEqual(shown(document));
        }
        const moved = moveNodes(document, new Set(document.nodes.map(({ id }) => id)), 7, 7);
        expect(look(moved)).toEqual(shown(moved));
        expect(look(moved, new Set(moved.nodes.map(({ id }) => id)))).toBe(moved);
      }),
      { numRuns: 100 },
    );
  });
});
