/** The page: bar on top, palette on the left, drawing in the middle, the chosen node on the right, checks below. */

import { Suspense, useEffect } from "react";
import { Canvas } from "@/canvas/Canvas";
import { Notices } from "@/canvas/Furniture";
import { StatusBar } from "@/checks/StatusBar";
import { commandById, runStroke } from "@/commands/all";
import { isPossible } from "@/commands/command";
import { useWorkplace } from "@/editor/context";
import { followPanels } from "@/editor/panels";
import { openOverlay, useView } from "@/editor/view";
import { t } from "@/i18n";
import { Tidying } from "@/layout/Tidying";
import { Palette } from "@/palette/Palette";
import { SavingCards } from "@/saving/Cards";
import { Conflicts } from "@/saving/Conflicts";
import { Lock } from "@/saving/Lock";
import { SavingState } from "@/saving/SavingState";
import { LiveRegion } from "@/speech/announce";
import { Bar } from "./Bar";
import { CommandPalette } from "./CommandPalette";
import { Find } from "./Find";
import { lately, loadAll } from "./lately";
import { PanelEdge } from "./PanelEdge";
import { Side } from "./Side";
import "./shell.css";

const Shortcuts = lately(async () => (await import("./Shortcuts")).Shortcuts);
const Publish = lately(async () => (await import("@/revisions/PublishDialog")).PublishDialog);
const Outline = lately(async () => (await import("@/outline/Outline")).Outline);

/** A page that never rests must not wait longer for its lists and dialogs. */
const IDLE_MS_MAX = 500;

export function Shell() {
  const place = useWorkplace();
  const { isPaletteOpen, isSideOpen, main, overlay } = useView();
  // Whoever loses the network draws on: all has to be there by then.
  useEffect(() => void requestIdleCallback(() => void loadAll(), { timeout: IDLE_MS_MAX }), []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { overlay } = useView.getState();
      // What lies over the page keeps its keys to itself; one that comes here was pressed before it could, or after
      // it was left: a letter then is not meant for the drawing.
      if (overlay && event.key === "Escape") openOverlay(null);
      else if (!overlay || event.ctrlKey || event.metaKey) runStroke(event, place);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [place]);
  const { editor } = place;
  useEffect(() => followPanels(editor), [editor]);
  // While somebody else draws it rests where it is: the drawing must not jump.
  const hasPalette = isPossible(commandById("toggle_palette"), place);
  return (
    <div className="designer">
      <Bar hasPalette={hasPalette}>
        <SavingState />
        <Lock />
      </Bar>
      {hasPalette ? (
        <aside
          className={isPaletteOpen ? "designer-left" : "designer-left shell-strip"}
          data-panel="palette"
          inert={!place.mayEdit}
          aria-label={t("palette:label")}
        >
          <Palette isStrip={!isPaletteOpen} />
        </aside>
      ) : null}
      <main className="designer-main" data-panel="main">
        {main === "drawing" ? (
          <Canvas />
        ) : (
          <Suspense fallback={null}>
            <Outline />
          </Suspense>
        )}
        {hasPalette ? <PanelEdge panel="palette" isOpen={isPaletteOpen} /> : null}
        <PanelEdge panel="side" isOpen={isSideOpen} />
        <div className="shell-over">
          <SavingCards />
          <Notices />
          <Tidying />
        </div>
        <Conflicts />
      </main>
      {isSideOpen ? <Side /> : null}
      <StatusBar />
      {/* One that is still loading must not keep the one before it alive, whose end would be taken for its own. */}
      <Suspense key={overlay} fallback={null}>
        {overlay === "find" ? <Find /> : null}
        {overlay === "commands" ? <CommandPalette /> : null}
        {overlay === "shortcuts" ? <Shortcuts /> : null}
        {overlay === "publish" ? <Publish /> : null}
      </Suspense>
      <LiveRegion />
    </div>
  );
}
