/** The page: bar on top, palette on the left, drawing in the middle, the chosen node on the right, checks below. */

import { useEffect } from "react";
import { Canvas } from "@/canvas/Canvas";
import { runStroke } from "@/commands/all";
import { useWorkplace } from "@/editor/context";
import { useView } from "@/editor/view";
import { t } from "@/i18n";
import { Palette } from "@/palette/Palette";
import { LiveRegion } from "@/speech/announce";
import { Bar } from "./Bar";
import { CommandPalette } from "./CommandPalette";
import { Find } from "./Find";
import { Shortcuts } from "./Shortcuts";
import { Side } from "./Side";
import "./shell.css";

export function Shell() {
  const place = useWorkplace();
  const { isPaletteOpen, isSideOpen, main, overlay } = useView();
  useEffect(() => {
    const press = (event: KeyboardEvent) => void runStroke(event, place);
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [place]);
  return (
    <div className="designer">
      <Bar />
      {isPaletteOpen && place.mayEdit && main === "drawing" ? (
        <aside className="designer-left" data-panel="palette" aria-label={t("palette:label")}>
          <Palette />
        </aside>
      ) : null}
      <main className="designer-main" data-panel="main">
        <Canvas />
      </main>
      {isSideOpen ? (
        <aside className="designer-right" data-panel="side" aria-label={t("shell:side")}>
          <Side />
        </aside>
      ) : null}
      {overlay === "find" ? <Find /> : null}
      {overlay === "commands" ? <CommandPalette /> : null}
      {overlay === "shortcuts" ? <Shortcuts /> : null}
      <LiveRegion />
    </div>
  );
}
