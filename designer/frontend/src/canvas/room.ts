/** Making room on the drawing, beside a node or at a place; spoken, and one step of undo. */

import { wiredKeys } from "@/document/outputs";
import { type Axis, makeRoom } from "@/document/room";
import type { Point } from "@/document/types";
import type { Workplace } from "@/editor/context";
import { nodeSize } from "@/geometry";
import { t } from "@/i18n";
import { glide } from "@/layout/glide";
import { tell } from "./notices";

/** To the right of a node or below it: whatever begins past its middle goes on. */
export function makeRoomBeside(place: Workplace, id: string, axis: Axis): void {
  const { document } = place.editor.store.getState();
  const node = document.nodes.find((node) => node.id === id);
  if (!node) return;
  const size = nodeSize(node, place.catalogue, wiredKeys(document).get(id));
  room(place, axis, node.position[axis] + size[axis] / 2);
}

export function makeRoomAt(place: Workplace, at: Point, axis: Axis): void {
  room(place, axis, at[axis]);
}

function room({ editor, catalogue }: Workplace, axis: Axis, line: number): void {
  const { document } = editor.store.getState();
  const count = document.nodes.filter((node) => node.position[axis] >= line).length;
  glide();
  editor.edit((current) => makeRoom(current, catalogue, axis, line));
  tell(count > 0 ? t("canvas:said_room", { count }) : t("canvas:said_has_room"));
}
