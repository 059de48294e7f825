/** Two drawings compared: the later one is shown, with whatever the earlier one had beside it as ghosts. */

import { create } from "zustand";
import { focusCanvas, goToNode } from "@/canvas/navigation";
import { outputId, type ScenarioDocument } from "@/document/types";
import type { Workplace } from "@/editor/context";
import { openSide, useView } from "@/editor/view";
import { t } from "@/i18n";
import { isRepeat, partsOf } from "@/saving/parts";
import { announce } from "@/speech/announce";
import {
  type Difference,
  differenceOf,
  type FieldChange,
  MARKS,
  type Mark,
  type NodeChange,
  type WireChange,
} from "./diff";
import { mark } from "./marks";

/** A drawing and what it is called: «№ 3», «черновик». */
export interface Version {
  readonly name: string;
  readonly document: ScenarioDocument;
}

export type Change =
  | { readonly kind: "node"; readonly id: string; readonly node: NodeChange }
  | { readonly kind: "wire"; readonly id: string; readonly wire: WireChange }
  | { readonly kind: "other"; readonly id: string; readonly other: FieldChange };

export interface Comparison {
  readonly before: Version;
  readonly after: Version;
  readonly changes: readonly Change[];
  /** What is drawn: the later one with the ghosts of what went. */
  readonly document: ScenarioDocument;
}

interface Comparing {
  readonly comparison: Comparison | null;
  /** The change that was walked to last. */
  readonly at: number | null;
}

export const useComparing = create<Comparing>(() => ({ comparison: null, at: null }));

export function compare(before: Version, after: Version): void {
  const difference = differenceOf(before.document, after.document);
  const changes = changesOf(difference);
  mark(difference);
  useComparing.setState({
    comparison: { before, after, changes, document: withGhosts(before.document, after.document) },
    at: null,
  });
  useView.setState({ main: "drawing" });
  openSide("revisions");
  announce(t("revisions:said_compared", { count: changes.length }));
}

export function leaveComparing(): void {
  if (!useComparing.getState().comparison) return;
  mark(null);
  useComparing.setState({ comparison: null, at: null });
  announce(t("revisions:said_left"));
}

/** Goes to a change on the drawing. */
export function goToChange(place: Workplace, at: number): void {
  const change = useComparing.getState().comparison?.changes[at];
  if (!change) return;
  useComparing.setState({ at });
  if (change.kind === "node") goToNode(place, change.id);
  if (change.kind === "wire") {
    goToNode(place, change.wire.output.source);
    place.editor.select({ nodes: new Set(), wire: change.wire.output });
  }
}

export function stepChange(place: Workplace, direction: 1 | -1): void {
  const { comparison, at } = useComparing.getState();
  const count = comparison?.changes.length ?? 0;
  if (count === 0) return;
  const start = direction > 0 ? 0 : count - 1;
  goToChange(place, at === null ? start : (at + direction + count) % count);
  focusCanvas();
}

/** By weight, what was only moved at the end. */
function changesOf({ nodes, wires, others }: Difference): Change[] {
  const changes: Change[] = [
    ...nodes.map((node) => ({ kind: "node" as const, id: node.id, node })),
    ...wires.map((wire) => ({ kind: "wire" as const, id: wire.id, wire })),
    ...others.map((other) => ({ kind: "other" as const, id: other.path, other })),
  ];
  return changes.toSorted((a, b) => MARKS.indexOf(markOf(a)) - MARKS.indexOf(markOf(b)));
}

export function markOf(change: Change): Mark {
  if (change.kind === "node") return change.node.mark;
  if (change.kind === "wire") return change.wire.mark;
  const { before, after } = change.other;
  return before === undefined ? "added" : after === undefined ? "removed" : "changed";
}

/** The later drawing, with the nodes that went, and the wires that went from outputs that lead nowhere now. */
export function withGhosts(before: ScenarioDocument, after: ScenarioDocument): ScenarioDocument {
  const [old, now] = [partsOf(before), partsOf(after)];
  const nodes = [...old.nodes.values()].filter((node) => !now.nodes.has(node.id));
  const wires = [...old.wires.values()].filter((wire) => !now.wires.has(outputId(wire)));
  const repeats = wires.filter(isRepeat);
  return {
    ...after,
    graph: { ...after.graph, repeats: [...(after.graph.repeats ?? []), ...repeats] },
    nodes: [...after.nodes, ...nodes],
    edges: [...after.edges, ...wires.filter((wire) => !isRepeat(wire))],
  };
}
