/** Commands that change where nodes stand and how large they are. */

import { foldFrame, mayFold, mayOpen, openFrame } from "@/canvas/folding";
import { focusCanvas } from "@/canvas/navigation";
import { makeRoomBeside } from "@/canvas/room";
import { carried } from "@/document/folding";
import { withInside } from "@/document/frames";
import { type Alignment, align, moveNodes, resize } from "@/document/moving";
import type { Axis } from "@/document/room";
import type { ScenarioNode } from "@/document/types";
import type { Workplace } from "@/editor/context";
import { foldingIn } from "@/editor/shown";
import { GRID, nodeSize } from "@/geometry";
import { t } from "@/i18n";
import { tidy } from "@/layout/tidy";
import { announce } from "@/speech/announce";
import type { Command } from "./command";
import { chosen, focusedNode, lackOfNode, meant, state } from "./meant";

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
  hindrance: (place) => {
    const node = focusedNode(place);
    const hasSize = node?.type === "note" || (node?.type === "frame" && !mayOpen(place, node));
    return hasSize ? "" : t("commands:choose_sized");
  },
  run: (place) => {
    const node = focusedNode(place);
    if (!node) return;
    const [width, height] = nodeSize(node, place.catalogue);
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
      const folding = foldingIn(place);
      place.editor.edit((document) => carried(document, align(document, place.catalogue, ids, how), folding));
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
  hindrance: lackOfNode,
  run: push(dx, dy),
});

/** A frame, by whoever may only read it for themselves alone. */
const folding = (
  id: string,
  isPossible: (place: Workplace, frame: ScenarioNode | undefined) => boolean,
  run: (place: Workplace, frame: string) => void,
): Command => ({
  id,
  group: "drawing",
  keys: ["F"],
  scope: "canvas",
  isPossible: (place) => isPossible(place, focusedNode(place)),
  hindrance: (place) => (focusedNode(place)?.type === "frame" ? "" : t("commands:choose_frame")),
  run: (place) => {
    const frame = focusedNode(place);
    if (frame) run(place, frame.id);
  },
});

export const ARRANGING: readonly Command[] = [
  folding("fold_frame", mayFold, foldFrame),
  folding("open_frame", mayOpen, openFrame),
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
