/** What of the drawing's signs is shown: the main path in its colour, and the list of what the signs mean. */

import { create } from "zustand";
import { keep, kept } from "@/editor/kept";
import { t } from "@/i18n";
import { useComparing } from "@/revisions/comparing";
import { announce } from "@/speech/announce";

interface Signs {
  readonly isMainShown: boolean;
  /** Null until somebody opens or folds it: then it is open for a comparison, where there is room. */
  readonly isLegendOpen: boolean | null;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** On a smaller canvas the legend would lie over the middle of the drawing. */
const ROOMY: Size = { width: 1000, height: 640 };
const stored = kept("signs") as Partial<Signs> | null;

export const useSigns = create<Signs>(() => ({
  isMainShown: stored?.isMainShown !== false,
  isLegendOpen: typeof stored?.isLegendOpen === "boolean" ? stored.isLegendOpen : null,
}));
useSigns.subscribe((signs) => keep("signs", signs));

export function toggleMainPath(): void {
  const isMainShown = !useSigns.getState().isMainShown;
  useSigns.setState({ isMainShown });
  announce(t(isMainShown ? "canvas:said_main_shown" : "canvas:said_main_hidden"));
}

/** Whether the legend is open on a canvas of this size: the signs of a comparison are those that nobody knows yet. */
export function isLegendOpen({ isLegendOpen: chosen }: Signs, size: Size, isComparing: boolean): boolean {
  return chosen ?? (isComparing && size.width >= ROOMY.width && size.height >= ROOMY.height);
}

export function toggleLegend(): void {
  const size = document.querySelector("[data-canvas]")?.getBoundingClientRect();
  const isComparing = useComparing.getState().comparison !== null;
  if (size) useSigns.setState((signs) => ({ isLegendOpen: !isLegendOpen(signs, size, isComparing) }));
}
