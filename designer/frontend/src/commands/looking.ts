/** Commands that change what is seen, and nothing of the drawing. */

import { currentFlow, focusCanvas, panMs, WAY_MS } from "@/canvas/navigation";
import { toggleLegend, toggleMainPath } from "@/canvas/signs";
import { togglePanel } from "@/editor/panels";
import { openOverlay, openSide, useView } from "@/editor/view";
import { t } from "@/i18n";
import { fitAll } from "@/overview/fit";
import { may } from "@/page";
import { hindranceOfPublishing } from "@/revisions/hindrance";
import { saveAndTell } from "@/saving/keeping";
import { announce } from "@/speech/announce";
import type { Command } from "./command";

/** A step on its way: steps that are taken quickly add up. */
interface Zooming {
  readonly from: number;
  readonly to: number;
  readonly since: number;
}

let zooming: Zooming | null = null;

/** Where the zoom will be. One that something else has ended is where it is: of that nobody tells. */
function comingZoom(zoom: number): number {
  if (!zooming) return zoom;
  const { from, to, since } = zooming;
  const isOnItsWay = performance.now() < since + WAY_MS && (zoom - from) * (zoom - to) <= 0;
  return isOnItsWay ? to : zoom;
}

/** Shows another part or size: the next step begins there. */
function look(show: Command["run"]): Command["run"] {
  return (place) => {
    zooming = null;
    show(place);
  };
}

function zoom(factor: number) {
  return () => {
    const flow = currentFlow();
    if (!flow) return;
    const from = flow.getZoom();
    const mine = { from, to: comingZoom(from) * factor, since: performance.now() };
    zooming = mine;
    void flow.zoomTo(mine.to, { duration: panMs() }).then(() => {
      if (zooming !== mine) return;
      zooming = null;
      sayZoom();
    });
  };
}

function sayZoom(): void {
  const zoom = Math.round((currentFlow()?.getZoom() ?? 1) * 100);
  announce(t("canvas:percent", { zoom }));
}

const page = (id: string, keys: readonly string[], run: Command["run"]): Command => ({
  id,
  group: "page",
  keys,
  scope: "page",
  run,
});
const view = (id: string, keys: readonly string[], run: Command["run"]): Command => ({
  id,
  group: "view",
  keys,
  scope: "page",
  run,
});

export const LOOKING: readonly Command[] = [
  page("find", ["Mod+F"], () => openOverlay("find")),
  page("commands", ["Mod+K"], () => openOverlay("commands")),
  page("shortcuts", ["?"], () => openOverlay("shortcuts")),
  {
    ...page("save", ["Mod+S"], () => void saveAndTell()),
    edits: true,
  },
  {
    ...page("publish", [], () => openOverlay("publish")),
    isPossible: ({ page }) => may(page, "scenario.publish"),
    hindrance: hindranceOfPublishing,
  },
  view("zoom_in", ["+", "="], zoom(1.25)),
  view("zoom_out", ["-"], zoom(0.8)),
  view("fit", ["Shift+1", "0"], look(fitAll)),
  view(
    "actual_size",
    ["1"],
    look(() => void currentFlow()?.zoomTo(1, { duration: panMs() }).then(sayZoom)),
  ),
  view("show_drawing", [], () => {
    useView.setState({ main: "drawing" });
    requestAnimationFrame(focusCanvas);
  }),
  view("show_outline", [], () => useView.setState({ main: "outline" })),
  view("show_inspector", [], () => openSide("inspector")),
  view("show_variables", [], () => openSide("variables")),
  view("show_revisions", [], () => openSide("revisions")),
  {
    ...view("toggle_palette", ["Mod+B"], () => togglePanel("palette")),
    isPossible: ({ page }) => may(page, "scenario.edit") && useView.getState().main === "drawing",
  },
  view("toggle_side", ["Mod+Alt+B"], () => togglePanel("side")),
  view("toggle_main_path", ["M"], toggleMainPath),
  view("toggle_legend", [], toggleLegend),
  view("toggle_issues", [], () =>
    useView.setState(({ isIssueListOpen }) => ({ isIssueListOpen: !isIssueListOpen })),
  ),
];
