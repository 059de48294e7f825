/** What the pointer does on the drawing: dragging, connecting, dropping, clicking, translated into edits. */

import type { NodeChange } from "@xyflow/react";
import { splice, targetOf } from "@/document/connecting";
import { realOutput, shownAs } from "@/document/folding";
import { nodesInside } from "@/document/frames";
import { setPositions } from "@/document/moving";
import { repeatsOf } from "@/document/replacing";
import { type OutputRef, outputId, type Point, type ScenarioDocument } from "@/document/types";
import type { Workplace } from "@/editor/context";
import { foldingIn } from "@/editor/shown";
import { TITLE_Y } from "@/geometry";
import { t } from "@/i18n";
import { announce } from "@/speech/announce";
import { type Card, INPUT_HANDLE } from "./flow";
import { wasGivenUp } from "./giving_up";
import { currentFlow } from "./navigation";
import { frameAt, shownAt, snapped } from "./pointer";
import { openQuickAddAt } from "./quick_add";
import { leadTo } from "./targets";

/** React Flow's changes as edits: positions move nodes (and what stands in a dragged frame), the rest is its own. */
export function applyChanges(place: Workplace, changes: readonly NodeChange<Card>[]): void {
  if (wasGivenUp()) return;
  const { editor } = place;
  const positions = new Map<string, Point>();
  for (const change of changes)
    if (change.type === "position" && change.position)
      positions.set(change.id, [change.position.x, change.position.y]);
  if (positions.size > 0) editor.edit((document) => setPositions(document, withContents(place, positions)));
  const selects = changes.filter((change) => change.type === "select");
  // What is clicked while an output waits for its target is that target: the panel stays with the output.
  if (selects.length === 0 || editor.store.getState().mode.kind === "connecting") return;
  const chosen = new Set(editor.store.getState().selection.nodes);
  for (const { id, selected } of selects) {
    if (selected) chosen.add(id);
    else chosen.delete(id);
  }
  editor.selectNodes(chosen);
}

/** What stood wholly inside a frame before the drag moves with it; what it is dragged over stays. */
function withContents(
  { catalogue, editor }: Workplace,
  positions: ReadonlyMap<string, Point>,
): ReadonlyMap<string, Point> {
  const { document } = editor.store.getState();
  const frames = document.nodes.filter((node) => node.type === "frame" && positions.has(node.id));
  if (frames.length === 0) return positions;
  const all = new Map(positions);
  for (const frame of frames) {
    const to = positions.get(frame.id) ?? frame.position;
    const [dx, dy] = [to[0] - frame.position[0], to[1] - frame.position[1]];
    for (const { id, position } of nodesInside(document, catalogue, frame))
      if (!all.has(id)) all.set(id, [position[0] + dx, position[1] + dy]);
  }
  return all;
}

/** The wire under the pointer, as the output it leaves. */
export function wireAt(document: ScenarioDocument, x: number, y: number): OutputRef | null {
  const element = globalThis.document
    .elementsFromPoint(x, y)
    .map((found) => found.closest<HTMLElement>(".react-flow__edge"))
    .find((found) => found !== null);
  const id = element?.dataset.id;
  return (
    [...document.edges, ...repeatsOf(document)].find((wire) => `${wire.source} ${wire.key}` === id) ?? null
  );
}

/** A node that a wire may end at: an open frame and a note are ground to draw on. */
function nodeAt(x: number, y: number): string | null {
  return shownAt(".react-flow__node:not(.react-flow__node-frame, .react-flow__node-note)", x, y);
}

/** A loose node that is let go on a wire is put into it; whether it was. */
export function dropOnWire({ editor, catalogue }: Workplace, id: string, x: number, y: number): boolean {
  if (wasGivenUp()) return false;
  const { drawn } = editor.store.getState();
  const output = wireAt(drawn, x, y);
  const isLoose = ![...drawn.edges, ...repeatsOf(drawn)].some(
    (wire) => wire.source === id || wire.target === id,
  );
  if (!output || !isLoose) return false;
  editor.edit((current) => splice(current, output, id, catalogue));
  const isSpliced = editor.store.getState().drawn !== drawn;
  if (isSpliced) announce(t("canvas:said_spliced"));
  return isSpliced;
}

interface Ends {
  readonly fromNode: { readonly id: string } | null;
  readonly fromHandle: { readonly id?: string | null } | null;
}

/** Whether the node is still there from which a wire was pulled: somebody else's work may take it from under the hand. */
function isHeld({ editor }: Workplace, { source }: OutputRef): boolean {
  return editor.store.getState().document.nodes.some(({ id }) => id === source);
}

/** A wire that was let go: on a node it connects, on empty space it asks what comes next, already connected. */
export function endConnection(place: Workplace, event: globalThis.MouseEvent | TouchEvent, ends: Ends): void {
  if (wasGivenUp() || !ends.fromHandle?.id || !ends.fromNode || ends.fromHandle.id === INPUT_HANDLE) return;
  const output = realOutput({ source: ends.fromNode.id, key: ends.fromHandle.id });
  const { clientX, clientY } = pointOf(event);
  const id = nodeAt(clientX, clientY);
  if (!isHeld(place, output)) announce(t("canvas:said_not_led"));
  else if (id !== null) leadTo(place, output, id);
  else openQuickAddAt({ position: placeAfter(clientX, clientY), output, frame: frameAt(clientX, clientY) });
}

/** The end of a wire that was taken to another node; let go elsewhere, or where it was, it stays there. */
export function endReconnection(
  place: Workplace,
  event: globalThis.MouseEvent | TouchEvent,
  output: OutputRef | undefined,
): void {
  const { clientX, clientY } = pointOf(event);
  const id = nodeAt(clientX, clientY);
  if (!output || id === null || wasGivenUp() || !isHeld(place, output)) return;
  const target = targetOf(place.editor.store.getState().document, output)?.target;
  if (target === undefined || shownAs(foldingIn(place), target) !== id) leadTo(place, output, id);
}

function pointOf(event: globalThis.MouseEvent | TouchEvent): { clientX: number; clientY: number } {
  return "changedTouches" in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event;
}

/** So that the wire keeps its end where it was let go: at the left edge of the new node. */
function placeAfter(x: number, y: number): Point {
  const at = currentFlow()?.screenToFlowPosition({ x, y }) ?? { x: 0, y: 0 };
  return snapped([at.x, at.y - TITLE_Y]);
}

/** Gives the keyboard back to the output in the panel that asked for a node: the next one is a step from there. */
function focusField(output: OutputRef): void {
  const field = document.querySelector(`[data-output=${JSON.stringify(outputId(output))}]`);
  field?.querySelector<HTMLElement>(".inspector-target-name")?.focus();
}

/** A click on a node while an output waits for its target; whether it was one. */
export function clickTarget(place: Workplace, id: string): boolean {
  const { mode } = place.editor.store.getState();
  if (mode.kind !== "connecting") return false;
  leadTo(place, mode.output, id);
  // Of a collapsed frame it is asked next which of its nodes is meant.
  if (place.editor.store.getState().mode.kind === "idle") focusField(mode.output);
  return true;
}
