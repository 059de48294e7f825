/** The right side: the chosen node, the variables, or the revisions. Each is loaded when it is first opened. */

import { type KeyboardEvent, type ReactNode, Suspense } from "react";
import { focusCanvas } from "@/canvas/navigation";
import { type SidePanel, useView } from "@/editor/view";
import { t } from "@/i18n";
import { useComparing } from "@/revisions/comparing";
import { lately } from "./lately";

const Inspector = lately(async () => (await import("@/inspector/Inspector")).Inspector);
const Variables = lately(async () => (await import("@/variables/VariablesPanel")).VariablesPanel);
const Revisions = lately(async () => (await import("@/revisions/RevisionsPanel")).RevisionsPanel);

const PANELS: readonly SidePanel[] = ["inspector", "variables", "revisions"];
const CONTENT: Readonly<Record<SidePanel, ReactNode>> = {
  inspector: <Inspector />,
  variables: <Variables />,
  revisions: <Revisions />,
};

export function Side() {
  const side = useView((state) => state.side);
  return (
    // A click beside a field stays in the panel: what is typed then is meant for no view.
    <aside
      className="designer-right"
      data-panel="side"
      tabIndex={-1}
      aria-label={t("shell:side")}
      onKeyDown={(event) => leave(event, side)}
    >
      <div className="shell-tabs" role="tablist" aria-label={t("shell:side")}>
        {PANELS.map((panel) => (
          <button
            key={panel}
            type="button"
            role="tab"
            id={`tab-${panel}`}
            aria-selected={panel === side}
            aria-controls="side-content"
            tabIndex={panel === side ? 0 : -1}
            onClick={() => useView.setState({ side: panel })}
            onKeyDown={(event) => {
              const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
              if (!step) return;
              const next = PANELS[(PANELS.indexOf(panel) + step + PANELS.length) % PANELS.length] ?? panel;
              useView.setState({ side: next });
              document.getElementById(`tab-${next}`)?.focus();
            }}
          >
            {t(`shell:panel_${panel}`)}
          </button>
        ))}
      </div>
      <div id="side-content" role="tabpanel" aria-labelledby={`tab-${side}`} className="shell-side">
        <Suspense fallback={null}>{CONTENT[side]}</Suspense>
      </div>
    </aside>
  );
}

/** Escape leads back to the drawing from wherever in the panel, unless something there has a use of its own for it. */
function leave({ nativeEvent: event }: KeyboardEvent, side: SidePanel): void {
  if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
  // What is searched is emptied first, and a comparison that is shown ends.
  if (event.target instanceof HTMLInputElement && event.target.type === "search" && event.target.value)
    return;
  if (side === "revisions" && useComparing.getState().comparison) return;
  event.preventDefault();
  focusCanvas();
}
