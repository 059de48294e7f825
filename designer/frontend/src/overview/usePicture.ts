/** Calls a painter whenever the drawing looks different: edited, come to rest, selected, checked, in another theme. */

import { useEffect, useRef } from "react";
import { useSigns } from "@/canvas/signs";
import { useChecks } from "@/checks/issues";
import { changedNodes, isWiredAlike } from "@/document/changes";
import type { Folding } from "@/document/folding";
import type { MainPath } from "@/document/main_path";
import type { ScenarioDocument } from "@/document/types";
import { useWorkplace } from "@/editor/context";
import { foldingIn, shownIn } from "@/editor/shown";
import { planOf } from "@/wires/planned";
import { type Colours, onThemeChange, readColours } from "./colours";
import { type Marks, type Picture, pictureOf } from "./picture";

/** While the drawing changes, a picture of all of it follows at this pace. */
const PACE_MS = 100;
/** What is only written is painted when nobody has typed for so long. */
const WRITTEN_MS = 300;

const NO_MAIN: MainPath = { nodes: new Set(), outputs: new Set() };

export interface Painting {
  readonly picture: Picture;
  readonly colours: Colours;
}

/** The painter is given the newest picture; what comes back paints at once, for a change of its own view. */
export function usePicture(painter: (painting: Painting) => void): () => void {
  const place = useWorkplace();
  const newest = useRef(painter);
  newest.current = painter;
  const repaint = useRef(() => {});
  useEffect(() => {
    const store = planOf(place);
    let colours = readColours();
    let painting: Painting | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let writing: ReturnType<typeof setTimeout> | undefined;
    const read = (): Painting => {
      const { selection } = place.editor.store.getState();
      const picture = pictureOf(
        shownIn(place),
        place.catalogue,
        store.plan,
        useSigns.getState().isMainShown ? store.main : NO_MAIN,
        selection.nodes,
        marksNow(foldingIn(place)),
      );
      return { picture, colours };
    };
    const now = () => {
      painting ??= read();
      newest.current(painting);
    };
    const soon = () => {
      painting = null;
      timer ??= setTimeout(() => {
        timer = undefined;
        now();
      }, PACE_MS);
    };
    const written = () => {
      clearTimeout(writing);
      writing = setTimeout(soon, WRITTEN_MS);
    };
    repaint.current = now;
    const stops = [
      place.editor.store.subscribe((state, before) => {
        if (state.selection !== before.selection || state.opened !== before.opened) soon();
        else if (state.document !== before.document)
          (isOnlyWritten(before.document, state.document) ? written : soon)();
      }),
      store.subscribeRest(soon),
      useSigns.subscribe(soon),
      useChecks.subscribe((state, before) => {
        if (state.byNode !== before.byNode) soon();
      }),
      onThemeChange(() => {
        colours = readColours();
        soon();
      }),
    ];
    now();
    return () => {
      clearTimeout(timer);
      clearTimeout(writing);
      for (const stop of stops) stop();
    };
  }, [place]);
  return useRef(() => repaint.current()).current;
}

/** Whether all stands where it stood. What a parameter does to the size of a node is seen when its wires rest. */
function isOnlyWritten(before: ScenarioDocument, after: ScenarioDocument): boolean {
  const changed = isWiredAlike(before, after) ? changedNodes(before.nodes, after.nodes) : null;
  return (
    changed?.every(
      ({ before, after }) => before.position === after.position && before.size === after.size,
    ) === true
  );
}

/** The worst that the checks say of each node or of what its card hides; hints are left to the drawing. */
function marksNow({ owners }: Folding): Marks {
  const marks = new Map<string, "error" | "warning">();
  for (const [hidden, issues] of useChecks.getState().byNode) {
    const node = owners.get(hidden) ?? hidden;
    const severities = issues.map((issue) => issue.severity);
    if (severities.includes("error")) marks.set(node, "error");
    else if (severities.includes("warning") && !marks.has(node)) marks.set(node, "warning");
  }
  return marks;
}
