/** Adding a component where one is: at the pointer, after a node, at the end of a wire that was let go. */

import { create } from "zustand";
import { addNode } from "@/document/adding";
import { canBeEntered, connect, splice, targetOf } from "@/document/connecting";
import { realOutput } from "@/document/folding";
import { drawnOutputs, outputsOf, wiredKeys } from "@/document/outputs";
import type { OutputRef, Point, ScenarioDocument } from "@/document/types";
import type { Workplace } from "@/editor/context";
import { shownIn } from "@/editor/shown";
import { IDLE } from "@/editor/store";
import { t } from "@/i18n";
import { announce } from "@/speech/announce";
import { freePlace, placeAfter, placeInside } from "./free_place";
import { focusCanvas, keepInView } from "./navigation";
import { frameAt, placeAt, placeForNew } from "./pointer";

export interface QuickAdd {
  /** Where the new node goes, in the drawing. */
  readonly position: Point;
  /** The output that will lead to it. */
  readonly output: OutputRef | null;
  /** The open frame that was pointed into. */
  readonly frame?: string | null;
  /** Nobody pointed there: what stands there keeps its place, and the new node goes below it. */
  readonly isFree?: boolean;
}

export const useQuickAdd = create<{ readonly open: QuickAdd | null }>(() => ({ open: null }));

/** Opens the list; with a node, what is chosen comes after it, connected to its current output. */
export function openQuickAdd(place: Workplace, after: string | null): void {
  const { focusedOutput } = place.editor.store.getState();
  // The list asks anew what to add: what was to be placed by the next click is not wanted any more.
  place.editor.setMode(IDLE);
  const document = shownIn(place);
  const node = document.nodes.find((node) => node.id === after);
  if (!node) {
    useQuickAdd.setState({ open: { position: placeForNew(), output: null, isFree: true } });
    return;
  }
  const keys = drawnOutputs(node, place.catalogue, wiredKeys(document).get(node.id)).map(
    (output) => output.id,
  );
  const loose = keys.find((key) => !targetOf(document, { source: node.id, key }));
  const key = focusedOutput ?? loose ?? keys[0];
  // How much room the new node needs is known when it is chosen.
  const position = placeAfter(document, place.catalogue, node, "");
  const output = key === undefined ? null : realOutput({ source: node.id, key });
  useQuickAdd.setState({ open: { position, output, isFree: true } });
}

/** With its title under this point of the screen. */
export function pointedAt(x: number, y: number, output: OutputRef | null): QuickAdd {
  return { position: placeAt(x, y), output, frame: frameAt(x, y) };
}

export function openQuickAddAt(open: QuickAdd): void {
  useQuickAdd.setState({ open });
}

/** Adds a component, one undo step with its wire, and gives it the keyboard. `spliced`: the wire it lands on. */
export function place(
  workplace: Workplace,
  type: string,
  at: QuickAdd,
  spliced: OutputRef | null = null,
): string {
  const { editor, catalogue, page } = workplace;
  const position = placeOf(workplace, type, at);
  let id = "";
  editor.edit((document) => {
    const added = addNode(document, catalogue, { type, position, language: page.language });
    id = added.id;
    if (spliced) return splice(added.document, spliced, id, catalogue);
    return at.output ? inserted(added.document, workplace, at.output, id) : added.document;
  });
  editor.selectNodes([id]);
  editor.focus(id);
  const title = editor.store.getState().document.nodes.find((node) => node.id === id)?.title ?? "";
  announce(t("canvas:said_added", { title }));
  focusCanvas();
  requestAnimationFrame(() => keepInView(workplace, id));
  return id;
}

function placeOf(workplace: Workplace, type: string, { position, frame, isFree }: QuickAdd): Point {
  const { catalogue } = workplace;
  const document = shownIn(workplace);
  const around = document.nodes.find((node) => node.id === frame);
  if (around) return placeInside(around, catalogue, position, type);
  return isFree ? freePlace(document, catalogue, position, type) : position;
}

/** An output that led somewhere leads there still, by way of the new node. */
function inserted(
  document: ScenarioDocument,
  { catalogue }: Workplace,
  output: OutputRef,
  id: string,
): ScenarioDocument {
  if (!canBeEntered(document, catalogue, id)) return document;
  const led = targetOf(document, output);
  const node = document.nodes.find((node) => node.id === id);
  const leadsOn = node && outputsOf(node, catalogue).length > 0;
  return led && led.limit === null && leadsOn
    ? splice(document, output, id, catalogue)
    : connect(document, output, id);
}
