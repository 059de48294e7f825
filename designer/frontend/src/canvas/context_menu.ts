/** Where the menu of the right button is open, and for what. */

import { create } from "zustand";
import type { OutputRef } from "@/document/types";
import type { Workplace } from "@/editor/context";

interface Place {
  readonly node?: string;
  /** The output whose row is under the pointer. */
  readonly output?: string | undefined;
  readonly wire?: OutputRef;
}
export interface Opened extends Place {
  readonly x: number;
  readonly y: number;
}

export const useContextMenu = create<{ readonly open: Opened | null }>(() => ({ open: null }));

/** Opens it at the pointer; what is under the pointer becomes the selection first. */
export function openContextMenu(
  { editor }: Workplace,
  event: Pick<MouseEvent, "preventDefault" | "clientX" | "clientY">,
  place: Place,
): void {
  event.preventDefault();
  const { selection } = editor.store.getState();
  if (place.node && !selection.nodes.has(place.node)) editor.selectNodes([place.node]);
  if (place.node) editor.focus(place.node, place.output ?? null);
  if (place.wire) editor.select({ nodes: new Set(), wire: place.wire });
  useContextMenu.setState({ open: { ...place, x: event.clientX, y: event.clientY } });
}
