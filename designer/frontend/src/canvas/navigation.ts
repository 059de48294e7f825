/** Bringing a node into view: from the checks, the search, the outline and the arrow keys. */

import type { ReactFlowInstance } from "@xyflow/react";
import type { Catalogue } from "@/document/catalogue";
import { wiredKeys } from "@/document/outputs";
import type { ScenarioNode } from "@/document/types";
import type { Workplace } from "@/editor/context";
import { shownIn } from "@/editor/shown";
import type { Editor } from "@/editor/store";
import { NODE_WIDTH, nodeSize } from "@/geometry";
import { type Area, holds, nudged } from "@/overview/look";
import type { Rect } from "@/wires/boxes";
import type { Card, WireEdge } from "./flow";

type Flow = ReactFlowInstance<Card, WireEdge>;
let flow: Flow | null = null;

export function setFlow(instance: Flow | null): void {
  flow = instance;
}

/** The drawing's view, once it is there. */
export function currentFlow(): Flow | null {
  return flow;
}

const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
export const panMs = () => (isCalm() ? 0 : 160);

/** Selects a node, gives it the keyboard's place and centres it at a readable zoom. */
export function goToNode(editor: Editor, id: string): void {
  const node = editor.store.getState().document.nodes.find((node) => node.id === id);
  if (!node) return;
  editor.selectNodes([id]);
  editor.focus(id);
  const zoom = Math.max(flow?.getZoom() ?? 1, 0.8);
  void flow?.setCenter(node.position[0] + NODE_WIDTH / 2, node.position[1] + 60, { zoom, duration: panMs() });
}

/** Pans just as far as it takes to see a node whole; one that is seen whole, or cannot be, moves nothing. */
export function keepInView(place: Workplace, id: string): void {
  const document = shownIn(place);
  const node = document.nodes.find((node) => node.id === id);
  const area = canvasArea();
  if (!node || !flow || !area) return;
  const bounds = boundsOf(node, place.catalogue, wiredKeys(document).get(id));
  const look = flow.getViewport();
  const near = holds(look, bounds, area) ? null : nudged(look, bounds, area);
  if (near) void flow.setViewport(near, { duration: panMs() });
}

/** Where a node stands on the drawing; `wired` are its outputs that lead somewhere. */
export function boundsOf(node: ScenarioNode, catalogue: Catalogue, wired?: ReadonlySet<string>): Rect {
  const [left, top] = node.position;
  const [width, height] = nodeSize(node, catalogue, wired);
  return { left, top, right: left + width, bottom: top + height };
}

/** The canvas on the page. */
export function canvasArea(): Area | null {
  return globalThis.document.querySelector("[data-canvas]")?.getBoundingClientRect() ?? null;
}

/** Gives the keyboard to the canvas. */
export function focusCanvas(): void {
  document.querySelector<HTMLElement>("[data-canvas]")?.focus();
}
