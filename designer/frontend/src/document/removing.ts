/** Taking nodes off the drawing, with every wire that leads to or from them. */

import { keep, repeatsOf, withEdges, withNodes, withRepeats } from "./replacing";
import { type Edge, type ScenarioDocument, SPENT } from "./types";

export function removeNodes(document: ScenarioDocument, ids: ReadonlySet<string>): ScenarioDocument {
  const stays = (wire: Edge) => !ids.has(wire.source) && !ids.has(wire.target);
  const repeats = keep(repeatsOf(document), stays);
  const gone = new Set(
    repeatsOf(document)
      .filter((repeat) => !stays(repeat))
      .map((repeat) => `${repeat.source} ${repeat.key}${SPENT}`),
  );
  const edges = keep(document.edges, (edge) => stays(edge) && !gone.has(`${edge.source} ${edge.key}`));
  const nodes = keep(document.nodes, (node) => !ids.has(node.id));
  return withRepeats(withEdges(withNodes(document, nodes), edges), repeats);
}
