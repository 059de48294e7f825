/** Bringing a node into view: from the checks, the search, the outline and the arrow keys. */

import type { ReactFlowInstance } from "@xyflow/react";
import type { Editor } from "@/editor/store";
import { NODE_WIDTH } from "@/geometry";
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

/** Pans just as far as it takes to see a node whole. */
export function keepInView(editor: Editor, id: string): void {
  const node = editor.store.getState().document.nodes.find((node) => node.id === id);
  const box = document.querySelector("[data-canvas]")?.getBoundingClientRect();
  if (!node || !flow || !box) return;
  const { x, y, zoom } = flow.getViewport();
  const left = node.position[0] * zoom + x;
  const top = node.position[1] * zoom + y;
  const margin = 40;
  const right = left + NODE_WIDTH * zoom;
  const bottom = top + 200 * zoom;
  const dx = left < margin ? margin - left : right > box.width - margin ? box.width - margin - right : 0;
  const dy = top < margin ? margin - top : bottom > box.height - margin ? box.height - margin - bottom : 0;
  if (dx || dy) void flow.setViewport({ x: x + dx, y: y + dy, zoom }, { duration: panMs() });
}

/** Gives the keyboard to the canvas. */
export function focusCanvas(): void {
  document.querySelector<HTMLElement>("[data-canvas]")?.focus();
}
