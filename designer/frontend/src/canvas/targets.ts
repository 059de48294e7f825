/** Connecting by the keyboard: the current output, then a list of where it may lead. */

import { create } from "zustand";
import { lead, targetOf } from "@/document/connecting";
import { realOutput } from "@/document/folding";
import { drawnOutputs, wiredKeys } from "@/document/outputs";
import type { OutputRef } from "@/document/types";
import type { Workplace } from "@/editor/context";
import { foldingIn, shownIn } from "@/editor/shown";
import { IDLE } from "@/editor/store";
import { t } from "@/i18n";
import { announce } from "@/speech/announce";
import { showOpen } from "./folding";
import { focusCanvas } from "./navigation";
import { tell } from "./notices";

/** Stands among the nodes to lead to for a new one: no node has such an id. */
export const NEW = "+";

export const useTargets = create<{ readonly output: OutputRef | null }>(() => ({ output: null }));

export function openTargets(place: Workplace): void {
  const { editor, catalogue } = place;
  const { focused, focusedOutput } = editor.store.getState();
  const document = shownIn(place);
  const node = document.nodes.find((node) => node.id === focused);
  if (!node) return;
  const keys = drawnOutputs(node, catalogue, wiredKeys(document).get(node.id)).map((output) => output.id);
  const key = focusedOutput ?? keys.find((key) => !targetOf(document, { source: node.id, key })) ?? keys[0];
  if (key === undefined) return;
  editor.focus(node.id, key);
  useTargets.setState({ output: realOutput({ source: node.id, key }) });
}

/**
 * Leads an output to a node and says so; a wire that closes a circle becomes a repeat. The keyboard goes to the canvas.
 * A collapsed frame opens instead, and asks for the node in it.
 */
export function leadTo(
  place: Workplace,
  output: OutputRef,
  target: string,
  keyboard: "canvas" | "stay" = "canvas",
): void {
  const { editor, catalogue } = place;
  if (foldingIn(place).frames.has(target)) {
    showOpen(place, [target]);
    editor.setMode({ kind: "connecting", output });
    announce(t("canvas:which_in_frame"));
    if (keyboard === "canvas") focusCanvas();
    return;
  }
  const before = editor.store.getState().document;
  editor.edit((document) => lead(document, catalogue, output, target));
  editor.setMode(IDLE);
  const { document } = editor.store.getState();
  const title = document.nodes.find((node) => node.id === target)?.title ?? target;
  const led = targetOf(document, output);
  if (led?.target !== target) tell(refusal(place, target, title));
  else if (led.limit !== null && before !== document)
    tell(t("canvas:made_repeat", { title, count: led.limit }));
  else announce(t("canvas:said_connected", { title }));
  if (keyboard === "canvas") focusCanvas();
}

/** Why nothing leads there: lanes begin by themselves, and a call goes through no note and no frame. */
function refusal({ editor, catalogue }: Workplace, target: string, title: string): string {
  const node = editor.store.getState().document.nodes.find((node) => node.id === target);
  const isLane = catalogue.get(node?.type ?? "")?.lane === true;
  return t(isLane ? "canvas:cannot_enter" : "canvas:no_call_enters", { title });
}
