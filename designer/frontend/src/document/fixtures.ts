/** What the tests draw with: the server's catalogue and the shipped samples. Only tests import it. */

import reception from "../../../../scenarios/samples/reception.json";
import threeNumbers from "../../../../scenarios/samples/three_numbers.json";
import { addNode } from "./adding";
import { type Component, catalogueOf } from "./catalogue";
import fixture from "./catalogue.fixture.json";
import type { Params, ScenarioDocument, ScenarioNode } from "./types";

export const catalogue = catalogueOf(fixture as unknown as Component[]);
export const samples = { reception, threeNumbers } as unknown as {
  readonly reception: ScenarioDocument;
  readonly threeNumbers: ScenarioDocument;
};
/** The same drawing with ids that a test can name: n2fkvd is n2, as by a browser that knows of no other. */
export function numbered(document: ScenarioDocument): ScenarioDocument {
  return JSON.parse(JSON.stringify(document).replaceAll(/"(n\d+)[a-z]{4}"/g, '"$1"'));
}

export const empty: ScenarioDocument = {
  directed: true,
  multigraph: true,
  graph: { format: 1, name: "empty", language: "en" },
  nodes: [{ id: "n1", type: "start", title: "Start", params: {}, position: [0, 0] }],
  edges: [],
};

export function placed(id: string, type: string, params: Params = {}): ScenarioNode {
  return { id, type, title: id, params, position: [0, 0] };
}

/** With a new node of each of these types, as by a browser that knows of no other. */
export function added(document: ScenarioDocument, ...types: string[]): ScenarioDocument {
  return types.reduce(
    (drawn, type) => numbered(addNode(drawn, catalogue, { type, position: [0, 0], language: "en" }).document),
    document,
  );
}

/** Throws when there is none. */
export function nodeOf(document: ScenarioDocument, id: string): ScenarioNode {
  const found = document.nodes.find((node) => node.id === id);
  if (!found) throw new Error(`no node ${id}`);
  return found;
}
