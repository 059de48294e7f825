/** What the strict reading of a stored scenario would refuse. Only tests import it. */

import { catalogue } from "./fixtures";
import { outputsOf } from "./outputs";
import { repeatsOf } from "./replacing";
import { type Edge, outputId, type ScenarioDocument, type ScenarioNode, SPENT } from "./types";

export function faults(document: ScenarioDocument): string[] {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const repeats = new Set(repeatsOf(document).map(outputId));
  const wires = [...document.edges, ...repeatsOf(document)];
  return [
    ...twice(document.nodes.map(({ id }) => id)),
    ...twice(wires.map(outputId)),
    ...wronglyMarked(document),
    ...wires
      .filter((wire) => isWrong(wire, nodes, repeats))
      .map((wire) => `${outputId(wire)} ${wire.target}`),
  ];
}

function twice(ids: readonly string[]): string[] {
  return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} twice`);
}

/** Nodes whose main output is none of theirs. */
function wronglyMarked({ nodes }: ScenarioDocument): string[] {
  return nodes
    .filter((node) => node.main !== undefined && !hasOutput(node, node.main))
    .map((node) => `${node.id} marked ${node.main}`);
}

/** From no output, to no node, or on from a repeat that is none. */
function isWrong(
  { source, key, target }: Edge,
  nodes: ReadonlyMap<string, ScenarioNode>,
  repeats: ReadonlySet<string>,
): boolean {
  const isAfter = key.endsWith(SPENT);
  const root = isAfter ? key.slice(0, -SPENT.length) : key;
  const from = nodes.get(source);
  if (!from || !hasOutput(from, root) || !nodes.has(target)) return true;
  return isAfter && !repeats.has(outputId({ source, key: root }));
}

function hasOutput(node: ScenarioNode, id: string): boolean {
  return outputsOf(node, catalogue).some((output) => output.id === id);
}
