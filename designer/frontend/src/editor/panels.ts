/**
 * The panels on both sides of the drawing: which is folded away, now and the next time. Narrow windows have habits of
 * their own: there the palette begins as a strip of icons, and the right panel is there for what is chosen.
 */

import { keep, kept } from "./kept";
import type { Editor } from "./store";
import { openSide, useView } from "./view";

export type Panel = "palette" | "side";
type Habits = Partial<Record<Panel, boolean>>;

const NARROW = "(max-width: 1100px)";
const isNarrow = () => matchMedia(NARROW).matches;
const habitKey = () => (isNarrow() ? "panels, narrow" : "panels");

/** What this browser's user chose at this width of the window: open or not; a panel that was left alone is missing. */
function habits(): Habits {
  const stored = kept(habitKey());
  return typeof stored === "object" && stored !== null ? stored : {};
}

/** Opens what was open the last time. */
export function recallPanels(): void {
  const { palette, side } = habits();
  const isUsed = isInUse("side");
  useView.setState({
    isPaletteOpen: palette ?? !isNarrow(),
    isSideOpen: side ?? (!isNarrow() || isUsed),
  });
}

/** Folds a panel away or opens it, and remembers that. */
export function togglePanel(panel: Panel): void {
  const { isPaletteOpen, isSideOpen } = useView.getState();
  const isOpen = panel === "palette" ? !isPaletteOpen : !isSideOpen;
  keep(habitKey(), { ...habits(), [panel]: isOpen });
  useView.setState(panel === "palette" ? { isPaletteOpen: isOpen } : { isSideOpen: isOpen });
}

/**
 * Shows the node that was just chosen, unless the panel was folded away by hand: then it opens by Enter or its edge.
 * Whether the panel opened for it.
 */
export function offerInspector(): boolean {
  const wasOpen = useView.getState().isSideOpen;
  if (!wasOpen && habits().side === false) useView.setState({ side: "inspector" });
  else openSide("inspector");
  return !wasOpen && useView.getState().isSideOpen;
}

/** Follows the window's width and, in a narrow one, what is chosen; until the function that comes back is called. */
export function followPanels(editor: Editor): () => void {
  const query = matchMedia(NARROW);
  const unsubscribe = editor.store.subscribe(({ selection }, before) => {
    if (selection === before.selection || selection.nodes.size > 0 || !isNarrow()) return;
    if (habits().side === undefined && useView.getState().side === "inspector" && !isInUse("side"))
      useView.setState({ isSideOpen: false });
  });
  query.addEventListener("change", recallPanels);
  return () => {
    query.removeEventListener("change", recallPanels);
    unsubscribe();
  };
}

/** Whoever types into a panel keeps it. */
function isInUse(panel: Panel): boolean {
  return document.activeElement?.closest(`[data-panel=${panel}]`) != null;
}
