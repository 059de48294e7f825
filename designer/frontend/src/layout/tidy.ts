/** Tidies the drawing up, by the reader's wish alone: all of it, or what is selected. One step of undo, spoken. */

import { tell } from "@/canvas/notices";
import { carried } from "@/document/folding";
import { mainPath } from "@/document/main_path";
import type { ScenarioDocument } from "@/document/types";
import type { Workplace } from "@/editor/context";
import { foldingIn, shownIn } from "@/editor/shown";
import { t } from "@/i18n";
import { announce } from "@/speech/announce";
import { boxMaker, withRooms } from "@/wires/boxes";
import { bringDrawings } from "./drawings";
import { glide } from "./glide";
import { framesOf, groupsOf } from "./groups";
import { layOut, placedAs } from "./lay_out";
import { showTidied } from "./looking_back";
import { startTidying, stopTidying } from "./progress";

const DEADLINE_MS = 10_000;

/**
 * Lays out the nodes of `ids`, or all when it is null. Says why when it did not. A collapsed frame is one node, as large
 * as it is when it opens; what it hides goes along.
 */
export async function tidy(place: Workplace, ids: ReadonlySet<string> | null): Promise<void> {
  const { editor, catalogue } = place;
  const { document } = editor.store.getState();
  const [folding, shown] = [foldingIn(place), shownIn(place)];
  const all = withRooms(boxMaker(catalogue)(shown));
  const boxes = ids ? new Map([...all].filter(([id]) => ids.has(id))) : all;
  if (boxes.size === 0) return;
  const cancel = startTidying({ document, chosen: ids });
  if (!cancel) return;
  const deadline = setTimeout(() => cancel.abort("late"), DEADLINE_MS);
  try {
    const { elkEngine } = await import("./elk");
    const main = mainPath(document, catalogue);
    const groups = groupsOf(shown, catalogue, boxes, ids);
    const wanted = { document: shown, catalogue, boxes, main, groups };
    const laidOut = await layOut(wanted, elkEngine(cancel.signal));
    const laid = bringDrawings(shown, laidOut, ids, catalogue, groups);
    if (!standAlike(editor.store.getState().document, document)) tell(t("layout:said_changed"));
    else {
      glide();
      const before = editor.store.getState().document;
      editor.edit((current) => carried(current, placedAs(current, laid, framesOf(groups)), folding));
      showTidied(place, before, ids);
      announce(t("layout:said_tidied", { count: boxes.size }));
    }
  } catch (error) {
    if (!cancel.signal.aborted) throw error;
    const { reason } = cancel.signal;
    if (reason !== "replaced") tell(t(reason === "late" ? "layout:said_late" : "layout:said_cancelled"));
  } finally {
    clearTimeout(deadline);
    stopTidying(cancel);
  }
}

/** Whether two documents have the same nodes, as large, at the same places; what else is in them does not matter here. */
function standAlike(a: ScenarioDocument, b: ScenarioDocument): boolean {
  return (
    a.nodes.length === b.nodes.length &&
    a.nodes.every((node, index) => {
      const other = b.nodes[index];
      return node.id === other?.id && node.position === other.position && node.size === other.size;
    })
  );
}
