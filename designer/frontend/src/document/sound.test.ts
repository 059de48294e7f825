import fc from "fast-check";
import { expect, test } from "vitest";
import { anyEdits, edited } from "./any_edits";
import { catalogue, samples } from "./fixtures";
import { outputsOf } from "./outputs";
import { repeatsOf } from "./replacing";
import { outputId, type ScenarioDocument, SPENT } from "./types";

/** Wires that the stored format does not know: from no output, to no node, on from a repeat that is none. */
function hanging(document: ScenarioDocument): string[] {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const repeats = new Set(
    repeatsOf(document).map((repeat) => outputId({ ...repeat, key: repeat.key + SPENT })),
  );
  return [...document.edges, ...repeatsOf(document)]
    .filter((wire) => {
      const source = nodes.get(wire.source);
      const isOutput = source && outputsOf(source, catalogue).some((output) => output.id === wire.key);
      return !nodes.has(wire.target) || !(isOutput || repeats.has(outputId(wire)));
    })
    .map(outputId);
}

/** Nodes whose main output is none of theirs. */
function wronglyMarked(document: ScenarioDocument): string[] {
  return document.nodes
    .filter(({ main }) => main !== undefined)
    .filter((node) => !outputsOf(node, catalogue).some((output) => output.id === node.main))
    .map((node) => node.id);
}

test("any edits leave a drawing whose wires, marks and ids hold", () => {
  fc.assert(
    fc.property(fc.constantFrom(samples.reception, samples.threeNumbers), anyEdits, (original, steps) => {
      const drawn = edited(original, steps);
      expect(hanging(drawn)).toEqual([]);
      expect(wronglyMarked(drawn)).toEqual([]);
      const wires = [...drawn.edges, ...repeatsOf(drawn)].map(outputId);
      expect(new Set(wires).size).toBe(wires.length);
      expect(new Set(drawn.nodes.map((node) => node.id)).size).toBe(drawn.nodes.length);
    }),
    { numRuns: 2000 },
  );
});
