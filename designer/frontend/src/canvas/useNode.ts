/** A node as it is drawn now, for the card that shows its words. */

import type { ScenarioDocument, ScenarioNode } from "@/document/types";
import { useEditor } from "@/editor/context";

const indexes = new WeakMap<ScenarioDocument["nodes"], ReadonlyMap<string, ScenarioNode>>();

/** The node of this id; the one given while there is none, as for what a comparison shows. */
export function useNode(drawn: ScenarioNode): ScenarioNode {
  return useEditor((state) => indexOf(state.drawn.nodes).get(drawn.id) ?? drawn);
}

function indexOf(nodes: ScenarioDocument["nodes"]): ReadonlyMap<string, ScenarioNode> {
  const known = indexes.get(nodes);
  if (known) return known;
  const made = new Map(nodes.map((node) => [node.id, node]));
  indexes.set(nodes, made);
  return made;
}
