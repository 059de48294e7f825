/**
 * Where one looks after undo and redo: where something changed. A tidy-up moves the view to what it laid out; its undo
 * moves the view back, and its redo there again.
 */

import { boundsOf, canvasArea, currentFlow, panMs } from "@/canvas/navigation";
import { isTyping } from "@/commands/keys";
import { wiredKeys } from "@/document/outputs";
import type { ScenarioDocument, ScenarioNode } from "@/document/types";
import type { Workplace } from "@/editor/context";
import { showNodes } from "@/overview/fit";
import { type Look, lookAtSome } from "@/overview/look";

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

/** After a step of undo or redo from this document, which changed these nodes; some of them may be gone. */
export function followTravel(
  place: Workplace,
  from: ScenarioDocument,
  touched: readonly ScenarioNode[],
): void {
  const { document } = place.editor.store.getState();
  const undone = known.get(from);
  const redone = known.get(document);
  if (undone?.before === document) void currentFlow()?.setViewport(undone.look, { duration: panMs() });
  else if (redone?.before === from) showNodes(place, redone.ids);
  // Whoever writes sees in the field what becomes of it.
  else if (!isTyping(globalThis.document.activeElement)) lookAt(place, [from, document], touched);
}

function lookAt(
  { catalogue }: Workplace,
  documents: readonly ScenarioDocument[],
  nodes: readonly ScenarioNode[],
): void {
  const flow = currentFlow();
  const area = canvasArea();
  if (!flow || !area) return;
  const wired = documents.map(wiredKeys);
  const places = nodes.map((node) =>
    boundsOf(node, catalogue, wired.findLast((keys) => keys.has(node.id))?.get(node.id)),
  );
  const look = lookAtSome(flow.getViewport(), places, area);
  if (look) void flow.setViewport(look, { duration: panMs() });
}
