/** Where the menu of the right button is open, and for what. */

import { create } from "zustand";
import { targetOf } from "@/document/connecting";
import { realOutput } from "@/document/folding";
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

/** Opens it by the keyboard, beside the node that it is at: for the wire of the chosen output, else for the node. */
export function openMenuByKey(workplace: Workplace): void {
  const { document: drawing, focused, focusedOutput } = workplace.editor.store.getState();
  const node = focused === null ? null : document.getElementById(`node-${focused}`)?.getBoundingClientRect();
  const canvas = document.querySelector("[data-canvas]")?.getBoundingClientRect();
  const [x, y] = node ? [node.right, node.top] : [canvas?.left ?? 0, canvas?.top ?? 0];
  const output = focused && focusedOutput ? realOutput({ source: focused, key: focusedOutput }) : null;
  const place = output && targetOf(drawing, output) ? { wire: output } : focused ? { node: focused } : {};
  openContextMenu(workplace, { preventDefault: () => undefined, clientX: x, clientY: y }, place);
}

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
