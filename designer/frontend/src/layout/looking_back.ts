/** A tidy-up moves the view to what it laid out; its undo moves the view back, and its redo there again. */

import { currentFlow, panMs } from "@/canvas/navigation";
import type { ScenarioDocument } from "@/document/types";
import type { Workplace } from "@/editor/context";
import { showNodes } from "@/overview/fit";
import type { Look } from "@/overview/look";

interface Tidied {
  readonly before: ScenarioDocument;
  readonly look: Look;
  readonly ids: ReadonlySet<string> | null;
}

/** By the document that came of it; the history keeps the very documents, so each goes when its steps do. */
const known = new WeakMap<ScenarioDocument, Tidied>();

/** Shows what was laid out of `before`, all of it when `ids` is null. */
export function showTidied(
  place: Workplace,
  before: ScenarioDocument,
  ids: ReadonlySet<string> | null,
): void {
  const look = currentFlow()?.getViewport();
  const { document } = place.editor.store.getState();
  if (look && document !== before) known.set(document, { before, look, ids });
  showNodes(place, ids);
}

/** After a step of undo or redo from this document. */
export function followTidying(place: Workplace, from: ScenarioDocument): void {
  const { document } = place.editor.store.getState();
  const undone = known.get(from);
  const redone = known.get(document);
  if (undone?.before === document) void currentFlow()?.setViewport(undone.look, { duration: panMs() });
  else if (redone?.before === from) showNodes(place, redone.ids);
}
