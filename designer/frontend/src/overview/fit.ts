/**
 * Shows all of the drawing, or a part of it. React Flow fits only the nodes that it has mounted, which are those in
 * view, so that the places are those of the document.
 */

import { canvasArea, currentFlow, panMs } from "@/canvas/navigation";
import type { Workplace } from "@/editor/context";
import { shownIn } from "@/editor/shown";
import { nodeSize } from "@/geometry";
import type { Rect } from "@/wires/boxes";
import { planOf } from "@/wires/planned";
import { type Area, centred, fromStart, type Look, nudged, SMALL, zoomFor } from "./look";
import { around } from "./picture";

export function fitAll(place: Workplace): void {
  const area = canvasArea();
  const bounds = around(placesOf(place).values());
  if (area && bounds) go(centred(bounds, area, zoomFor(bounds, area)));
}

/** All of the drawing, as far as it can be seen at this zoom: else where it begins. Null: there is nothing. */
export function wholeLook(
  places: ReadonlyMap<string, Rect>,
  start: string,
  area: Area,
  zoom: number,
): Look | null {
  const bounds = around(places.values());
  if (!bounds) return null;
  const whole = zoomFor(bounds, area);
  if (whole >= SMALL) return centred(bounds, area, whole);
  return fromStart(bounds, places.get(start) ?? bounds, area, zoom);
}

/** Brings nodes into sight, all of the drawing when `ids` is null; what is in sight already stays where it is. */
export function showNodes(place: Workplace, ids: ReadonlySet<string> | null): void {
  const flow = currentFlow();
  const area = canvasArea();
  const places = placesOf(place);
  const meant = ids ? new Map([...places].filter(([id]) => ids.has(id))) : places;
  const bounds = around(meant.values());
  if (!flow || !area || !bounds) return;
  const near = nudged(flow.getViewport(), bounds, area);
  const look = near ?? wholeLook(meant, startOf(place), area, SMALL);
  if (look) go(look);
}

export function startOf({ editor }: Workplace): string {
  return editor.store.getState().document.nodes.find((node) => node.type === "start")?.id ?? "";
}

/** Where every node stands that is shown, notes and frames too. */
export function placesOf(place: Workplace): ReadonlyMap<string, Rect> {
  const { boxes } = planOf(place).plan;
  const { nodes } = shownIn(place);
  return new Map(
    nodes.map((node) => {
      const [left, top] = node.position;
      const [width, height] = nodeSize(node, place.catalogue);
      return [node.id, boxes.get(node.id) ?? { left, top, right: left + width, bottom: top + height }];
    }),
  );
}

function go(look: Look): void {
  void currentFlow()?.setViewport(look, { duration: panMs() });
}
