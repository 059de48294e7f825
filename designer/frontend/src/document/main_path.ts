/**
 * The main path: from the start along the output that is marked as main, else along the first connected one that is
 * no failure, as far as it goes.
 */

import type { Catalogue } from "./catalogue";
import { outputsOf } from "./outputs";
import { outputId, type ScenarioDocument } from "./types";

export interface MainPath {
  readonly nodes: ReadonlySet<string>;
  /** The outputs it leaves by, as `outputId` writes them: the ids of its wires. */
  readonly outputs: ReadonlySet<string>;
}

export function mainPath(document: ScenarioDocument, catalogue: Catalogue): MainPath {
  const targets = new Map(document.edges.map((edge) => [outputId(edge), edge.target]));
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const walked = { nodes: new Set<string>(), outputs: new Set<string>() };
  let node = document.nodes.find((node) => node.type === "start");
  while (node && !walked.nodes.has(node.id)) {
    walked.nodes.add(node.id);
    const { id: source, main } = node;
    const led = outputsOf(node, catalogue).filter((output) =>
      targets.has(outputId({ source, key: output.id })),
    );
    const output =
      led.find((output) => output.id === main) ??
      led.find((output) => ["required", "ending"].includes(output.kind));
    if (!output) break;
    const id = outputId({ source, key: output.id });
    walked.outputs.add(id);
    node = nodes.get(targets.get(id) ?? "");
  }
  return walked;
}
