/** A node as it is drawn now, for whatever shows its words. */

import { changedNodes } from "@/document/changes";
import type { ScenarioNode } from "@/document/types";
import { useEditor } from "@/editor/context";

/** Where each node stands in the list. Kept for the newest list alone: the history of undo holds hundreds. */
let listed: readonly ScenarioNode[] = [];
let places: ReadonlyMap<string, number> = new Map();

/** The node of this id; the one given while there is none, as for what a comparison shows. */
export function useNode(drawn: ScenarioNode): ScenarioNode {
  return useEditor((state) => nodeOf(state.drawn.nodes, drawn.id) ?? drawn);
}

/** The node of this id in the newest list. */
export function nodeOf(nodes: readonly ScenarioNode[], id: string): ScenarioNode | undefined {
  if (nodes !== listed) {
    if (changedNodes(listed, nodes) === null) places = new Map(nodes.map((node, place) => [node.id, place]));
    listed = nodes;
  }
  const place = places.get(id);
  return place === undefined ? undefined : nodes[place];
}
