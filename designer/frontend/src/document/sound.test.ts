import fc from "fast-check";
import { expect, test } from "vitest";
import { anyEdits, edited } from "./any_edits";
import { faults } from "./faults";
import { samples } from "./fixtures";

test("any edits leave a drawing whose wires, marks and ids hold", () => {
  fc.assert(
    fc.property(fc.constantFrom(samples.reception, samples.threeNumbers), anyEdits, (original, steps) => {
      expect(faults(edited(original, steps))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});
