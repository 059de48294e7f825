import { describe, expect, test } from "vitest";
import { samples } from "./fixtures";
import { received } from "./receiving";

const stored = {
  directed: true,
  multigraph: true,
  graph: { format: 1, name: "by hand" },
  nodes: [
    { id: "start", type: "start" },
    { id: "hello", type: "play", params: { prompt: [] }, position: [40, 60] },
    { id: "end", type: "hangup" },
    { id: "bye", type: "hangup", title: "Bye" },
  ],
  edges: [
    { source: "start", target: "hello", key: "next" },
    { source: "hello", target: "end", key: "next" },
    { source: "hello", target: "bye", key: "key" },
  ],
};

describe("a drawing that comes in", () => {
  test("gets the titles, parameters and places that its file left out", () => {
    const { nodes } = received(stored);
    expect(nodes.map(({ title, position }) => [title, position])).toEqual([
      ["start", [0, 300]],
      ["play", [40, 60]],
      ["hangup", [600, 300]],
      ["Bye", [600, 540]],
    ]);
    expect(nodes.map(({ params }) => params)).toEqual([{}, { prompt: [] }, {}, {}]);
  });
  test("stays as it is when nothing was left out", () => {
    expect(received(samples.reception)).toEqual(samples.reception);
  });
  test("may go round in a circle", () => {
    const circle = [...stored.edges, { source: "end", target: "hello", key: "next" }];
    expect(received({ ...stored, edges: circle }).nodes).toHaveLength(4);
  });
});
