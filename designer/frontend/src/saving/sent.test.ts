import { expect, test } from "vitest";
import { samples } from "@/document/fixtures";
import { setTitle } from "@/document/params";
import type { ScenarioDocument } from "@/document/types";
import { fingerprint } from "./sent";

const { reception } = samples;

function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, one]) => [key, turned(one)]),
  );
}

test("a document is known again whatever the order of its keys", () => {
  expect(fingerprint(turned(reception) as ScenarioDocument)).toBe(fingerprint(reception));
});

test("any change makes it another one", () => {
  const [first, ...others] = reception.nodes;
  const changed = [
    setTitle(reception, first?.id ?? "", "иначе"),
    { ...reception, nodes: others },
    { ...reception, edges: reception.edges.slice(1) },
    { ...reception, graph: { ...reception.graph, language: "en" } },
  ];
  const marks = [reception, ...changed].map((one) => fingerprint(one as ScenarioDocument));
  expect(new Set(marks).size).toBe(marks.length);
});
