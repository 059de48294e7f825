/** What a tidy-up keeps together: the nodes and notes in each open frame, which is drawn around them again. */

import type { Catalogue } from "@/document/catalogue";
import { nodesInside } from "@/document/frames";
import type { ScenarioDocument, ScenarioNode } from "@/document/types";
import { nodeSize } from "@/geometry";
import type { Boxes } from "@/wires/boxes";

export interface Grouped {
  /** A component, a note, or a frame in another one. */
  readonly node: ScenarioNode;
  /** The smallest frame that holds it. */
  readonly frame: ScenarioNode;
}

/** By the ids of the nodes in frames. */
export type Groups = ReadonlyMap<string, Grouped>;

/**
 * The frames around nodes of `boxes`. Of a tidy-up of some nodes (`ids`) only those that are among them, with all that
 * is in them; a frame without nodes follows its neighbour (`drawings.ts`).
 */
export function groupsOf(
  document: ScenarioDocument,
  catalogue: Catalogue,
  boxes: Boxes,
  ids: ReadonlySet<string> | null,
): Groups {
  const area = (frame: ScenarioNode) => {
    const [width, height] = nodeSize(frame, catalogue);
    return width * height;
  };
  const isWanted = ({ id }: ScenarioNode) => ids === null || ids.has(id);
  const frames = document.nodes.filter((node) => node.type === "frame" && isWanted(node));
  const groups = new Map<string, Grouped>();
  const earlier = new Set<ScenarioNode>();
  for (const frame of frames.sort((a, b) => area(b) - area(a))) {
    const inside = nodesInside(document, catalogue, frame);
    if (!inside.some(({ id }) => boxes.has(id)) || !inside.every(isWanted)) continue;
    // Frames of one size and place hold each other: the first is the outermost one.
    earlier.add(frame);
    for (const node of inside) if (!earlier.has(node)) groups.set(node.id, { node, frame });
  }
  return groups;
}

/** Those of the groups whose outermost frame is wanted. */
export function groupsWhere(groups: Groups, isWanted: (frame: string) => boolean): Groups {
  return new Map([...groups].filter(([id]) => isWanted(outermost(groups, id))));
}

/** The frames, each once. */
export function framesOf(groups: Groups): ReadonlySet<ScenarioNode> {
  return new Set([...groups.values()].map(({ frame }) => frame));
}

/** The id of the outermost frame around a node; outside of frames its own. */
export function outermost(groups: Groups, id: string): string {
  const group = groups.get(id);
  return group ? outermost(groups, group.frame.id) : id;
}
