/** What of the drawing's signs is shown: the main path in its colour, and the list of what the signs mean. */

import { create } from "zustand";
import { keep, kept } from "@/editor/kept";
import { t } from "@/i18n";
import { announce } from "@/speech/announce";

interface Signs {
  readonly isMainShown: boolean;
  /** Null until somebody opens or folds it: then it is open where there is room. */
  readonly isLegendOpen: boolean | null;
}

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

export function openLegend(isLegendOpen: boolean): void {
  useSigns.setState({ isLegendOpen });
}
