/** Which lane a node belongs to: the first one, in the order a call meets them, that leads to it. */

import { repeatsOf } from "./replacing";
import type { ScenarioDocument } from "./types";

export type Lane = "start" | "on_hangup" | "on_error" | "loose";
const LANES = ["start", "on_hangup", "on_error"] as const;

/** The lane of every node; `loose` are those that no call can reach, notes and frames among them. */
export function lanesOf(document: ScenarioDocument): ReadonlyMap<string, Lane> {
  const next = new Map<string, string[]>();
  for (const wire of [...document.edges, ...repeatsOf(document)]) {
    const targets = next.get(wire.source);
    if (targets) targets.push(wire.target);
    else next.set(wire.source, [wire.target]);
  }
  const lanes = new Map<string, Lane>();
  for (const lane of LANES) {
    const waiting = document.nodes.filter((node) => node.type === lane).map((node) => node.id);
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (lanes.has(id)) continue;
      lanes.set(id, lane);
      waiting.push(...(next.get(id) ?? []));
    }
  }
  for (const node of document.nodes) if (!lanes.has(node.id)) lanes.set(node.id, "loose");
  return lanes;
}
