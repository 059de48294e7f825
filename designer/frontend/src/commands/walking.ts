/** Walking over the drawing with the keyboard: along wires, between neighbours, over the outputs of a node. */

import { openMenuByKey } from "@/canvas/context_menu";
import { describe } from "@/canvas/describing";
import { clickTarget } from "@/canvas/gestures";
import { giveUpClick } from "@/canvas/giving_up";
import { focusCanvas, goToNode, keepInView } from "@/canvas/navigation";
import { targetOf } from "@/document/connecting";
import { drawnOutputs, wiredKeys } from "@/document/outputs";
import { repeatsOf } from "@/document/replacing";
import type { ScenarioDocument, ScenarioNode } from "@/document/types";
import type { Workplace } from "@/editor/context";
import { shownIn } from "@/editor/shown";
import { NOTHING } from "@/editor/store";
import { showForm, useView } from "@/editor/view";
import { announce } from "@/speech/announce";
import type { Command } from "./command";

const state = ({ editor }: Workplace) => editor.store.getState();

/** Walking is over what is shown: a collapsed frame is one node. */
const shownNodes = (place: Workplace) => shownIn(place).nodes;

/** Where the keyboard is, or where it begins: at the start. */
function here(place: Workplace): ScenarioNode | undefined {
  const { focused, selection } = state(place);
  const id = focused ?? [...selection.nodes][0];
  const nodes = shownNodes(place);
  return nodes.find((node) => node.id === id) ?? nodes.find((node) => node.type === "start") ?? nodes[0];
}

function stepTo(place: Workplace, node: ScenarioNode | undefined, extend = false): void {
  if (!node) return;
  const { selection, mode } = state(place);
  // On the way to the target of an output the panel stays with the output.
  if (mode.kind !== "connecting")
    place.editor.selectNodes(extend ? [...selection.nodes, node.id] : [node.id]);
  place.editor.focus(node.id);
  keepInView(place, node.id);
  announce(describe(place, node.id));
}

/** The first step only shows where one is. */
function walk(find: (place: Workplace, from: ScenarioNode) => ScenarioNode | undefined, extend = false) {
  return (place: Workplace) => {
    const from = here(place);
    if (!from) return;
    stepTo(place, state(place).focused === null ? from : (find(place, from) ?? from), extend);
  };
}

const nodeById = (document: ScenarioDocument, id: string | undefined) =>
  document.nodes.find((node) => node.id === id);

/** Along the chosen output, or the first one that leads somewhere. */
function onward(place: Workplace, from: ScenarioNode): ScenarioNode | undefined {
  const { focusedOutput } = state(place);
  const document = shownIn(place);
  const keys = focusedOutput ? [focusedOutput] : outputKeys(place, from);
  const led = keys
    .map((key) => targetOf(document, { source: from.id, key }))
    .find((target) => target !== null);
  return nodeById(document, led?.target);
}

function back(place: Workplace, from: ScenarioNode): ScenarioNode | undefined {
  const document = shownIn(place);
  const wire = [...document.edges, ...repeatsOf(document)].find((wire) => wire.target === from.id);
  return nodeById(document, wire?.source);
}

/**
 * The nearest node above or below, those to the side counting for less. At the same height the ones to the right
 * count as below, so that each is reached.
 */
function neighbour(direction: 1 | -1) {
  return (place: Workplace, from: ScenarioNode): ScenarioNode | undefined => {
    const far = (node: ScenarioNode) =>
      Math.abs(node.position[1] - from.position[1]) + 3 * Math.abs(node.position[0] - from.position[0]);
    return shownNodes(place)
      .filter((node) => {
        const down = node.position[1] - from.position[1] || node.position[0] - from.position[0];
        return down * direction > 0;
      })
      .sort((a, b) => far(a) - far(b))[0];
  };
}

function outputKeys(place: Workplace, node: ScenarioNode): string[] {
  const wired = wiredKeys(shownIn(place)).get(node.id);
  return drawnOutputs(node, place.catalogue, wired).map((output) => output.id);
}

function chooseOutput(direction: 1 | -1) {
  return (place: Workplace) => {
    const node = here(place);
    if (!node) return;
    const keys = outputKeys(place, node);
    if (keys.length === 0) return;
    const at = keys.indexOf(state(place).focusedOutput ?? "");
    const next =
      at < 0 ? (direction > 0 ? 0 : keys.length - 1) : (at + direction + keys.length) % keys.length;
    place.editor.focus(node.id, keys[next] ?? null);
    announce(describe(place, node.id));
  };
}

const walking = (id: string, keys: readonly string[], run: Command["run"]): Command => ({
  id,
  group: "walk",
  keys,
  scope: "canvas",
  run,
});

function leave({ editor }: Workplace): void {
  const { mode, selection } = editor.store.getState();
  if (mode.kind !== "idle") giveUpClick(editor);
  else if (selection.nodes.size > 0 || selection.wire) editor.select(NOTHING);
  else editor.focus(null);
}

export const WALKING: readonly Command[] = [
  walking("walk_on", ["ArrowRight"], walk(onward)),
  walking("walk_back", ["ArrowLeft"], walk(back)),
  walking("walk_up", ["ArrowUp"], walk(neighbour(-1))),
  walking("walk_down", ["ArrowDown"], walk(neighbour(1))),
  walking("extend_on", ["Shift+ArrowRight"], walk(onward, true)),
  walking("extend_back", ["Shift+ArrowLeft"], walk(back, true)),
  walking("extend_up", ["Shift+ArrowUp"], walk(neighbour(-1), true)),
  walking("extend_down", ["Shift+ArrowDown"], walk(neighbour(1), true)),
  walking("next_output", ["O"], chooseOutput(1)),
  walking("last_output", ["Shift+O"], chooseOutput(-1)),
  walking("go_start", ["Home"], (place) => {
    const start = state(place).document.nodes.find((node) => node.type === "start");
    if (start) goToNode(place, start.id);
  }),
  walking("describe", ["I"], (place) => {
    const node = here(place);
    if (node) announce(describe(place, node.id, true));
  }),
  walking("inspect", ["Enter"], (place) => {
    const { focused } = state(place);
    // While an output is asking for its node, this is the answer: the same as a click.
    if (focused === null || clickTarget(place, focused)) return;
    place.editor.selectNodes([focused]);
    showForm(focused);
  }),
  { ...walking("menu", [], openMenuByKey), browserKey: "Shift+F10" },
  walking("leave", ["Escape"], leave),
  { id: "next_panel", group: "walk", keys: ["F6"], scope: "page", run: () => nextPanel(1) },
  { id: "last_panel", group: "walk", keys: ["Shift+F6"], scope: "page", run: () => nextPanel(-1) },
];

/** The parts of the page in turn: bar, palette, drawing, side, checks; one that rests takes no keyboard. */
function nextPanel(direction: 1 | -1): void {
  const panels = [...document.querySelectorAll<HTMLElement>("[data-panel]:not([inert])")];
  const at = panels.findIndex((panel) => panel.contains(document.activeElement));
  const next = panels[(at + direction + panels.length) % panels.length];
  if (next?.dataset.panel === "main" && useView.getState().main === "drawing") focusCanvas();
  else next?.querySelector<HTMLElement>("input, button:not(:disabled), a, textarea, [tabindex='0']")?.focus();
}
