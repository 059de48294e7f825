/** What stands in a frame: nodes that lie wholly inside it, and move with it by hand and by key. */

import { nodeSize } from "@/geometry";
import type { Catalogue } from "./catalogue";
import { wiredKeys } from "./outputs";
import type { ScenarioDocument, ScenarioNode } from "./types";

export function nodesInside(
  document: ScenarioDocument,
  catalogue: Catalogue,
  frame: ScenarioNode,
): readonly ScenarioNode[] {
  const wired = wiredKeys(document);
  const [width, height] = nodeSize(frame, catalogue);
  return document.nodes.filter((node) => {
    if (node === frame) return false;
    const [dx, dy] = [node.position[0] - frame.position[0], node.position[1] - frame.position[1]];
    // Before its size is known, which takes longer: most nodes stand elsewhere.
    if (dx < 0 || dy < 0 || dx > width || dy > height) return false;
    const [w, h] = nodeSize(node, catalogue, wired.get(node.id));
    return dx + w <= width && dy + h <= height;
  });
}

/** Nodes, and those that stand in the frames among them. */
export function withInside(
  document: ScenarioDocument,
  catalogue: Catalogue,
  ids: ReadonlySet<string>,
): ReadonlySet<string> {
  const frames = document.nodes.filter((node) => node.type === "frame" && ids.has(node.id));
  const inside = frames.flatMap((frame) => nodesInside(document, catalogue, frame));
  return inside.length > 0 ? new Set([...ids, ...inside.map((node) => node.id)]) : ids;
}
