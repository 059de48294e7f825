/** Bringing a node into view: from the checks, the search, the outline and the arrow keys. */

import type { ReactFlowInstance } from "@xyflow/react";
import type { Catalogue } from "@/document/catalogue";
import { wiredKeys } from "@/document/outputs";
import type { ScenarioNode } from "@/document/types";
import type { Workplace } from "@/editor/context";
import { shownIn } from "@/editor/shown";
import { nodeSize } from "@/geometry";
import { type Area, freeOf, fromStart, isClear, type Look, nudged } from "@/overview/look";
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

/** Within this time a view may still be on its way, however slow the machine. */
export const WAY_MS = 1000;

interface Aim {
  readonly id: string;
  /** The view that shows it. */
  readonly look: Look;
  readonly since: number;
}

/** What was gone to last. */
let aim: Aim | null = null;

/** Selects a node, gives it the keyboard's place and centres it at a readable zoom. */
export function goToNode(place: Workplace, id: string, ms?: number): void {
  const { editor } = place;
  if (!editor.store.getState().document.nodes.some((node) => node.id === id)) return;
  editor.selectNodes([id]);
  editor.focus(id);
  // After that, since a frame opens for what it hides.
  const bounds = boundsIn(place, id);
  if (bounds) goTo(id, bounds, Math.max(flow?.getZoom() ?? 1, 0.8), ms);
}

function goTo(id: string, bounds: Rect, zoom: number, ms?: number): void {
  const area = canvasArea();
  if (!flow || !area) return;
  const look = fromStart(bounds, { ...bounds, bottom: bounds.top }, area, zoom);
  aim = { id, look, since: performance.now() };
  void flow.setViewport(look, { duration: ms ?? panMs() });
}

/** Centres a node anew in a canvas of another size, if it was gone to and nobody has looked elsewhere since. */
export function goAgain(id: string, bounds: Rect, { x, y, zoom }: Look): boolean {
  if (aim?.id !== id) return false;
  const isThere = Math.hypot(x - aim.look.x, y - aim.look.y) < 1 && zoom === aim.look.zoom;
  if (!isThere && performance.now() > aim.since + WAY_MS) return false;
  goTo(id, bounds, aim.look.zoom);
  return true;
}

/** Pans just as far as it takes to see a node whole; one that is seen so, or cannot be, moves nothing. */
export function keepInView(place: Workplace, id: string, ms?: number): void {
  const bounds = boundsIn(place, id);
  const area = canvasArea();
  if (!bounds || !flow || !area) return;
  const look = flow.getViewport();
  const near = isClear(look, bounds, area) ? null : nudged(look, bounds, area);
  if (near) void flow.setViewport(near, { duration: ms ?? panMs() });
}

/** Where a node is shown; undefined when a collapsed frame hides it. */
export function boundsIn(place: Workplace, id: string): Rect | undefined {
  const document = shownIn(place);
  const node = document.nodes.find((node) => node.id === id);
  return node && boundsOf(node, place.catalogue, wiredKeys(document).get(id));
}

/** Where a node stands on the drawing; `wired` are its outputs that lead somewhere. */
export function boundsOf(node: ScenarioNode, catalogue: Catalogue, wired?: ReadonlySet<string>): Rect {
  const [left, top] = node.position;
  const [width, height] = nodeSize(node, catalogue, wired);
  return { left, top, right: left + width, bottom: top + height };
}

/** The part of the canvas on the page that nothing lies over. */
export function canvasArea(): Area | null {
  const canvas = globalThis.document.querySelector("[data-canvas]");
  return canvas && freeOf(canvas.getBoundingClientRect());
}

/** Gives the keyboard to the canvas. */
export function focusCanvas(): void {
  document.querySelector<HTMLElement>("[data-canvas]")?.focus();
}

/** Gives the keyboard to the canvas with the next picture if what had it is gone by then, or can no longer be used. */
export function catchKeyboard(): void {
  requestAnimationFrame(() => {
    const at = document.activeElement;
    if (!at || at === document.body || at.matches(":disabled, [inert] *")) focusCanvas();
  });
}

/**
 * The keyboard goes back to the canvas, unless the pointer or the Tab key is taking it to something: what is robbed of
 * it in the middle of a press is neither clicked nor dragged.
 */
export function giveBack(to: EventTarget | null): void {
  if (!to) focusCanvas();
}
