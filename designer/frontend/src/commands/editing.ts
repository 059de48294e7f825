/** Commands that change what is drawn. */

import { copySelection, cutSelection, duplicate, pasteFromClipboard } from "@/canvas/clipboard";
import { showChanged } from "@/canvas/folding";
import { chosenOutput, toggleMainMark } from "@/canvas/main_mark";
import { currentFlow, goToNode, keepInView } from "@/canvas/navigation";
import { openQuickAdd } from "@/canvas/quick_add";
import { openTargets } from "@/canvas/targets";
import { editText } from "@/canvas/texts";
import { touchedNodes } from "@/document/changes";
import { disconnect } from "@/document/connecting";
import { withHidden } from "@/document/folding";
import { outputsOf } from "@/document/outputs";
import { removeNodes } from "@/document/removing";
import type { Workplace } from "@/editor/context";
import { offerInspector } from "@/editor/panels";
import { foldingIn, shownIn } from "@/editor/shown";
import { NOTHING } from "@/editor/store";
import { OVERVIEW_ZOOM } from "@/geometry";
import { t } from "@/i18n";
import { quoted } from "@/i18n/quotes";
import { followTravel } from "@/layout/looking_back";
import { announce } from "@/speech/announce";
import type { Command } from "./command";
import { focusedNode, lackOfFocused, lackOfNode, meant, state } from "./meant";

/** What hinders a command about the outputs of the node that the keyboard is at: no note, no frame, no end of the call has one. */
const lackOfOutput = (place: Workplace) => {
  const { focused } = state(place);
  const node = shownIn(place).nodes.find((node) => node.id === focused);
  if (!node) return t("commands:choose_node");
  return outputsOf(node, place.catalogue).length > 0 ? "" : t("commands:no_output");
};
function removeMeant(place: Workplace): void {
  const { selection } = state(place);
  const { wire } = selection;
  if (wire) {
    place.editor.edit((document) => disconnect(document, wire));
    place.editor.select(NOTHING);
    announce(t("commands:said_wire_removed"));
    return;
  }
  const ids = withHidden(foldingIn(place), meant(place));
  if (ids.size === 0) return;
  place.editor.edit((document) => removeNodes(document, ids));
  place.editor.select(NOTHING);
  place.editor.focus(null);
  announce(t("commands:said_removed", { count: ids.size }));
}

/**
 * On the drawing itself, for which the node has to be in sight and large enough to be read; at once, since the browser
 * would scroll to a field that is still on its way.
 */
function writeThere(place: Workplace): void {
  const node = focusedNode(place);
  if (!node) return;
  if ((currentFlow()?.getZoom() ?? 1) < OVERVIEW_ZOOM) goToNode(place, node.id, 0);
  else keepInView(place, node.id, 0);
  editText(node.id);
}

/** More nodes than these are counted, not named. */
const NAMED_MAX = 3;

/** Undoes or does again, brings it into sight, and says of which nodes. */
function travel(place: Workplace, direction: "undo" | "redo"): void {
  const [before, shown] = [state(place).document, shownIn(place)];
  place.editor[direction]();
  const touched = touchedNodes(before, state(place).document);
  showChanged(place, touched, before, shown);
  followTravel(place, before, touched);
  const titles = touched.map(({ title }) => quoted(title, place.page.language));
  const told =
    titles.length > NAMED_MAX ? t("commands:said_nodes", { count: titles.length }) : titles.join(", ");
  announce([t(`commands:said_${direction}`), told].filter(Boolean).join(": "));
}

export const EDITING: readonly Command[] = [
  {
    id: "undo",
    group: "edit",
    keys: ["Mod+Z"],
    scope: "page",
    edits: true,
    hindrance: ({ editor }) =>
      editor.store.temporal.getState().pastStates.length > 0 ? "" : t("commands:nothing_to_undo"),
    run: (place) => travel(place, "undo"),
  },
  {
    id: "redo",
    group: "edit",
    keys: ["Mod+Shift+Z", "Mod+Y"],
    scope: "page",
    edits: true,
    hindrance: ({ editor }) =>
      editor.store.temporal.getState().futureStates.length > 0 ? "" : t("commands:nothing_to_redo"),
    run: (place) => travel(place, "redo"),
  },
  // The browser's own copy, cut and paste events do the work for the keys: they need no permission to the clipboard.
  {
    id: "copy",
    group: "edit",
    keys: [],
    browserKey: "Mod+C",
    scope: "page",
    hindrance: lackOfNode,
    run: copySelection,
  },
  {
    id: "cut",
    group: "edit",
    keys: [],
    browserKey: "Mod+X",
    scope: "page",
    edits: true,
    hindrance: lackOfNode,
    run: cutSelection,
  },
  {
    id: "paste",
    group: "edit",
    keys: [],
    browserKey: "Mod+V",
    scope: "page",
    edits: true,
    run: pasteFromClipboard,
  },
  {
    id: "duplicate",
    group: "edit",
    keys: ["Mod+D"],
    scope: "page",
    edits: true,
    hindrance: lackOfNode,
    run: duplicate,
  },
  {
    id: "remove",
    group: "edit",
    keys: ["Delete", "Backspace"],
    scope: "canvas",
    edits: true,
    hindrance: (place) => (state(place).selection.wire ? "" : lackOfNode(place)),
    run: removeMeant,
  },
  {
    id: "select_all",
    group: "edit",
    keys: ["Mod+A"],
    scope: "canvas",
    run: (place) => {
      const ids = shownIn(place).nodes.map((node) => node.id);
      place.editor.selectNodes(ids);
      offerInspector();
      announce(t("commands:said_selected", { count: ids.length }));
    },
  },
  {
    id: "add",
    group: "drawing",
    keys: ["/"],
    scope: "canvas",
    edits: true,
    run: (place) => openQuickAdd(place, null),
  },
  {
    id: "add_after",
    group: "drawing",
    keys: ["A"],
    scope: "canvas",
    edits: true,
    hindrance: lackOfOutput,
    run: (place) => openQuickAdd(place, state(place).focused),
  },
  {
    id: "connect",
    group: "drawing",
    keys: ["C"],
    scope: "canvas",
    edits: true,
    hindrance: lackOfOutput,
    run: openTargets,
  },
  {
    id: "mark_main",
    group: "drawing",
    keys: ["Shift+M"],
    scope: "canvas",
    edits: true,
    isPossible: (place) => chosenOutput(place)?.isMarked !== true,
    hindrance: (place) => (chosenOutput(place) ? "" : t("commands:choose_output")),
    run: (place) => toggleMainMark(place, chosenOutput(place)?.output),
  },
  {
    id: "unmark_main",
    group: "drawing",
    keys: ["Shift+M"],
    scope: "canvas",
    edits: true,
    isPossible: (place) => chosenOutput(place)?.isMarked === true,
    run: (place) => toggleMainMark(place, chosenOutput(place)?.output),
  },
  {
    id: "write_note",
    group: "drawing",
    keys: ["Enter", "F2"],
    scope: "canvas",
    edits: true,
    isPossible: (place) => focusedNode(place)?.type === "note" && state(place).mode.kind === "idle",
    hindrance: lackOfFocused,
    run: (place) => {
      const note = focusedNode(place);
      if (note) place.editor.selectNodes([note.id]);
      offerInspector();
      writeThere(place);
    },
  },
  {
    id: "rename",
    group: "drawing",
    keys: ["F2"],
    scope: "canvas",
    edits: true,
    isPossible: (place) => focusedNode(place)?.type !== "note",
    hindrance: lackOfFocused,
    run: writeThere,
  },
];
