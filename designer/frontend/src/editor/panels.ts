/**
 * The panels on both sides of the drawing: which is folded away, now and the next time. Narrow windows have habits of
 * their own: there the palette begins as a strip of icons, the right panel is there for what is chosen, and either
 * makes room for the other.
 */

import { focusCanvas } from "@/canvas/navigation";
import { keep, kept } from "./kept";
import type { Editor } from "./store";
import { openSide, useView } from "./view";

export type Panel = "palette" | "side";
type Habits = Partial<Record<Panel, boolean>>;

const NARROW = "(max-width: 1100px)";
export const isNarrow = () => matchMedia(NARROW).matches;
const habitKey = () => (isNarrow() ? "panels, narrow" : "panels");

/** What this browser's user chose at this width of the window: open or not; a panel that was left alone is missing. */
function habits(): Habits {
  const stored = kept(habitKey());
  return typeof stored === "object" && stored !== null ? stored : {};
}

/** Opens what was open the last time. */
export function recallPanels(): void {
  const { palette, side } = habits();
  const isSideOpen = side ?? (!isNarrow() || isInUse("side"));
  useView.setState({
    isPaletteOpen: isNarrow() ? palette === true && !isSideOpen : palette !== false,
    isSideOpen,
  });
}

/** Folds a panel away or opens it, and remembers that. */
export function togglePanel(panel: Panel): void {
  const { isPaletteOpen, isSideOpen } = useView.getState();
  const isOpen = panel === "palette" ? !isPaletteOpen : !isSideOpen;
  keep(habitKey(), { ...habits(), [panel]: isOpen });
  useView.setState(panel === "palette" ? { isPaletteOpen: isOpen } : { isSideOpen: isOpen });
}

/** Shows what was just chosen, unless the panel was folded away by hand: then it opens by Enter or its edge. */
export function offerInspector(): void {
  if (!useView.getState().isSideOpen && habits().side === false) useView.setState({ side: "inspector" });
  else openSide("inspector");
}

/**
 * Follows the window's width and, in a narrow one, what is chosen and which panel was opened last; until the function
 * that comes back is called.
 */
export function followPanels(editor: Editor): () => void {
  const query = matchMedia(NARROW);
  const unsubscribe = editor.store.subscribe(({ selection }, before) => {
    const isChosen = selection.nodes.size > 0 || selection.wire !== null;
    if (selection === before.selection || isChosen || !isNarrow()) return;
    if (habits().side === undefined && useView.getState().side === "inspector" && !isInUse("side"))
      useView.setState({ isSideOpen: false });
  });
  const unfollow = useView.subscribe((view, before) => {
    if (isNarrow() && view.isPaletteOpen && view.isSideOpen) makeRoom(before.isSideOpen ? "side" : "palette");
  });
  query.addEventListener("change", recallPanels);
  return () => {
    unfollow();
    query.removeEventListener("change", recallPanels);
    unsubscribe();
  };
}

/** Folds a panel away for the other, and no longer opens it the next time. */
function makeRoom(panel: Panel): void {
  const hadKeyboard = isInUse(panel);
  if (habits()[panel]) keep(habitKey(), { ...habits(), [panel]: undefined });
  useView.setState(panel === "palette" ? { isPaletteOpen: false } : { isSideOpen: false });
  if (hadKeyboard) focusCanvas();
}

/** Whoever types into a panel keeps it. */
function isInUse(panel: Panel): boolean {
  return document.activeElement?.closest(`[data-panel=${panel}]`) != null;
}
