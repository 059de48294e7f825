/** Commands that change the drawing. */

import { copySelection, cutSelection, duplicate, pasteFromClipboard } from "@/canvas/clipboard";
import { chosenOutput, toggleMainMark } from "@/canvas/main_mark";
import { currentFlow, focusCanvas, goToNode, keepInView } from "@/canvas/navigation";
import { openQuickAdd } from "@/canvas/quick_add";
import { makeRoomBeside } from "@/canvas/room";
import { openTargets } from "@/canvas/targets";
import { editText } from "@/canvas/texts";
import { disconnect } from "@/document/connecting";
import { withInside } from "@/document/frames";
import { type Alignment, align, moveNodes, resize } from "@/document/moving";
import { outputsOf } from "@/document/outputs";
import { removeNodes } from "@/document/removing";
import type { Axis } from "@/document/room";
import type { Workplace } from "@/editor/context";
import { NOTHING } from "@/editor/store";
import { GRID, nodeSize, OVERVIEW_ZOOM } from "@/geometry";
import { t } from "@/i18n";
import { tidy } from "@/layout/tidy";
import { announce } from "@/speech/announce";
import type { Command } from "./command";

const NO_KEYS: ReadonlySet<string> = new Set();
const state = ({ editor }: Workplace) => editor.store.getState();
const chosen = (place: Workplace) => state(place).selection.nodes;
/** The selected nodes, or the one that the keyboard is at. */
const meant = (place: Workplace): ReadonlySet<string> => {
  const { selection, focused } = state(place);
  return selection.nodes.size > 0 || focused === null ? selection.nodes : new Set([focused]);
};
/** Whether the keyboard is at a node that leads on: no note, no frame, no end of the call. */
const leadsOn = (place: Workplace) => {
  const { document, focused } = state(place);
  const node = document.nodes.find((node) => node.id === focused);
  return node !== undefined && outputsOf(node, place.catalogue).length > 0;
};
const hasMeant = (place: Workplace) => meant(place).size > 0;

function removeMeant(place: Workplace): void {
  const { selection } = state(place);
  const { wire } = selection;
  if (wire) {
    place.editor.edit((document) => disconnect(document, wire));
    place.editor.select(NOTHING);
    announce(t("commands:said_wire_removed"));
    return;
  }
  const ids = meant(place);
  if (ids.size === 0) return;
  place.editor.edit((document) => removeNodes(document, ids));
  place.editor.select(NOTHING);
  place.editor.focus(null);
  announce(t("commands:said_removed", { count: ids.size }));
}

const focusedNode = (place: Workplace) =>
  state(place).document.nodes.find((node) => node.id === state(place).focused);

/** On the drawing itself, for which the node has to be in sight and large enough to be read. */
function writeThere(place: Workplace): void {
  const node = focusedNode(place);
  if (!node) return;
  if ((currentFlow()?.getZoom() ?? 1) < OVERVIEW_ZOOM) goToNode(place.editor, node.id);
  else keepInView(place.editor, node.id);
  editText(node.id);
}

function push(dx: number, dy: number) {
  return (place: Workplace) => {
    const ids = meant(place);
    place.editor.edit(
      (document) => moveNodes(document, withInside(document, place.catalogue, ids), dx, dy),
      `push ${[...ids]}`,
    );
    const node = state(place).document.nodes.find((node) => meant(place).has(node.id));
    if (node) announce(t("commands:said_moved", { x: node.position[0], y: node.position[1] }));
  };
}

/** A note or a frame, at its lower right corner. */
const resizing = (id: string, key: string, dx: number, dy: number): Command => ({
  id,
  group: "drawing",
  keys: [`Alt+Shift+${key}`],
  scope: "canvas",
  edits: true,
  isPossible: (place) => ["note", "frame"].includes(focusedNode(place)?.type ?? ""),
  run: (place) => {
    const node = focusedNode(place);
    if (!node) return;
    const [width, height] = nodeSize(node, place.catalogue, NO_KEYS);
    const size = [width + dx, height + dy] as const;
    place.editor.edit((document) => resize(document, node.id, size), `resize ${node.id}`);
    const [across, down] = focusedNode(place)?.size ?? size;
    announce(t("commands:said_resized", { width: across, height: down }));
  },
});

function aligning(how: Alignment): Command {
  return {
    id: `align_${how}`,
    group: "drawing",
    keys: [],
    scope: "page",
    edits: true,
    isPossible: (place) => chosen(place).size > (how.startsWith("spread") ? 2 : 1),
    run: (place) => {
      const ids = chosen(place);
      place.editor.edit((document) => align(document, place.catalogue, ids, how));
      announce(t("commands:said_aligned", { count: ids.size }));
    },
  };
}

const roomMaking = (id: string, axis: Axis): Command => ({
  id,
  group: "drawing",
  keys: [],
  scope: "page",
  edits: true,
  isPossible: (place) => focusedNode(place) !== undefined,
  run: (place) => {
    const node = focusedNode(place);
    if (node) makeRoomBeside(place, node.id, axis);
    focusCanvas();
  },
});

const pushing = (id: string, key: string, dx: number, dy: number): Command => ({
  id,
  group: "drawing",
  keys: [`Alt+${key}`],
  scope: "canvas",
  edits: true,
  isPossible: hasMeant,
  run: push(dx, dy),
});

export const EDITING: readonly Command[] = [
  {
    id: "undo",
    group: "edit",
    keys: ["Mod+Z"],
    scope: "page",
    edits: true,
    isPossible: ({ editor }) => editor.store.temporal.getState().pastStates.length > 0,
    run: ({ editor }) => {
      editor.undo();
      announce(t("commands:said_undone"));
    },
  },
  {
    id: "redo",
    group: "edit",
    keys: ["Mod+Shift+Z", "Mod+Y"],
    scope: "page",
    edits: true,
    isPossible: ({ editor }) => editor.store.temporal.getState().futureStates.length > 0,
    run: ({ editor }) => {
      editor.redo();
      announce(t("commands:said_redone"));
    },
  },
  // The browser's own copy, cut and paste events do the work for the keys: they need no permission to the clipboard.
  {
    id: "copy",
    group: "edit",
    keys: [],
    browserKey: "Mod+C",
    scope: "page",
    isPossible: hasMeant,
    run: copySelection,
  },
  {
    id: "cut",
    group: "edit",
    keys: [],
    browserKey: "Mod+X",
    scope: "page",
    edits: true,
    isPossible: hasMeant,
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
    isPossible: hasMeant,
    run: duplicate,
  },
  {
    id: "remove",
    group: "edit",
    keys: ["Delete", "Backspace"],
    scope: "canvas",
    edits: true,
    isPossible: (place) => hasMeant(place) || state(place).selection.wire !== null,
    run: removeMeant,
  },
  {
    id: "select_all",
    group: "edit",
    keys: ["Mod+A"],
    scope: "canvas",
    run: (place) => {
      const ids = state(place).document.nodes.map((node) => node.id);
      place.editor.selectNodes(ids);
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
    isPossible: leadsOn,
    run: (place) => openQuickAdd(place, state(place).focused),
  },
  {
    id: "connect",
    group: "drawing",
    keys: ["C"],
    scope: "canvas",
    edits: true,
    isPossible: leadsOn,
    run: openTargets,
  },
  {
    id: "mark_main",
    group: "drawing",
    keys: ["Shift+M"],
    scope: "canvas",
    edits: true,
    isPossible: (place) => chosenOutput(place)?.isMarked === false,
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
    run: writeThere,
  },
  {
    id: "rename",
    group: "drawing",
    keys: ["F2"],
    scope: "canvas",
    edits: true,
    isPossible: (place) => !["note", undefined].includes(focusedNode(place)?.type),
    run: writeThere,
  },
  pushing("push_left", "ArrowLeft", -GRID, 0),
  pushing("push_right", "ArrowRight", GRID, 0),
  pushing("push_up", "ArrowUp", 0, -GRID),
  pushing("push_down", "ArrowDown", 0, GRID),
  resizing("widen", "ArrowRight", GRID, 0),
  resizing("narrow", "ArrowLeft", -GRID, 0),
  resizing("heighten", "ArrowDown", 0, GRID),
  resizing("lower", "ArrowUp", 0, -GRID),
  roomMaking("make_room_across", 0),
  roomMaking("make_room_down", 1),
  {
    id: "tidy",
    group: "drawing",
    keys: ["Alt+Shift+T"],
    scope: "page",
    edits: true,
    run: (place) => {
      void tidy(place, chosen(place).size > 1 ? chosen(place) : null);
      focusCanvas();
    },
  },
  ...(["left", "right", "top", "bottom", "spread_across", "spread_down"] as const).map(aligning),
];
