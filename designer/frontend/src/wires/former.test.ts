import { describe, expect, test } from "vitest";
import type { Change } from "@/revisions/comparing";
import type { Led } from "@/revisions/diff";
import { formerTarget } from "./FormerWires";

const output = { source: "menu", key: "one" };
const wire = (before: Led | null, after: Led | null): Change => ({
  kind: "wire",
  id: "menu one",
  wire: { id: "menu one", output, mark: "changed", before, after },
});

describe("the ghost of a wire", () => {
  test("leads where the output led before", () => {
    const change = wire({ target: "sales", limit: null }, { target: "service", limit: null });
    expect(formerTarget(change)).toEqual({ ...output, target: "sales" });
  });

  test("is not drawn when the wire became a repeat to the same node", () => {
    expect(formerTarget(wire({ target: "menu", limit: null }, { target: "menu", limit: 3 }))).toBeNull();
  });

  test("is not drawn of a wire that is new or gone", () => {
    expect(formerTarget(wire(null, { target: "sales", limit: null }))).toBeNull();
    expect(formerTarget(wire({ target: "sales", limit: null }, null))).toBeNull();
  });
});
