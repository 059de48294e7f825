/**
 * What React Flow calls when somebody does something. Made once for a page: every new function would make it look
 * at all of its nodes and wires again, at each letter typed and each step of a drag.
 */

import type { ReactFlowProps } from "@xyflow/react";
import type { DragEvent, MouseEvent } from "react";
import type { OutputRef } from "@/document/types";
import type { Workplace } from "@/editor/context";
import { offerInspector } from "@/editor/panels";
import { IDLE } from "@/editor/store";
import { openSide } from "@/editor/view";
import { t } from "@/i18n";
import { DRAGGED_TYPE } from "@/palette/Palette";
import { announce } from "@/speech/announce";
import { openContextMenu } from "./context_menu";
import type { Card, WireEdge } from "./flow";
import { openFrame } from "./folding";
import { applyChanges, clickTarget, dropOnWire, endConnection, endReconnection, wireAt } from "./gestures";
import { focusCanvas, keepInView } from "./navigation";
import { keepLook } from "./opening";
import { place as addAt, openQuickAddAt, pointedAt } from "./quick_add";
import { editText } from "./texts";

type Handlers = Partial<ReactFlowProps<Card, WireEdge>>;

export function flowHandlers(place: Workplace): Handlers {
  const { editor, mayEdit } = place;
  const modeNow = () => editor.store.getState().mode;

  let before = editor.store.getState().document;
  const begin = () => {
    before = editor.store.getState().document;
    editor.beginGesture();
    // React Flow says nothing of the end when the node is no longer mounted, as when somebody zooms out meanwhile.
    const held = new AbortController();
    const end = () => {
      held.abort();
      setTimeout(editor.endGesture);
    };
    for (const sign of ["pointerup", "pointercancel"])
      window.addEventListener(sign, end, { signal: held.signal });
  };

  /** The document may have been let go by the pointer already. */
  const endDrag = (count: number, isTold: boolean) => {
    editor.endGesture();
    const isMoved = editor.store.getState().document !== before;
    if (isMoved && !isTold) announce(t("canvas:said_dragged", { count }));
  };

  const clickPane = (event: MouseEvent) => {
    const mode = modeNow();
    focusCanvas();
    // After a click on the pane React Flow gives up the selection that it knows of: the new node comes after that.
    if (mode.kind === "placing") queueMicrotask(() => addHere(place, mode.type, event));
    if (mode.kind !== "idle") editor.setMode(IDLE);
    else editor.focus(null);
  };

  const addByDoubleClick = ({ clientX, clientY }: MouseEvent, output: OutputRef | null) => {
    if (mayEdit) openQuickAddAt(pointedAt(clientX, clientY, output));
  };

  return {
    onNodesChange: (changes) => applyChanges(place, changes),
    onNodeDragStart: begin,
    onNodeDragStop: (event, node, moved) => {
      const isAlone = moved.length === 1 && "clientX" in event;
      const isSpliced = isAlone && dropOnWire(place, node.id, event.clientX, event.clientY);
      endDrag(moved.length, isSpliced);
      // One that was zoomed away meanwhile is among none.
      if (moved.length > 0) keepInView(place, node.id);
    },
    onSelectionEnd: () => {
      if (editor.store.getState().selection.nodes.size > 0) offerInspector();
    },
    onSelectionDragStart: begin,
    onSelectionDragStop: (_, moved) => endDrag(moved.length, false),
    onNodeClick: (event, { id }) => {
      focusCanvas();
      if (modeNow().kind === "placing") return clickPane(event);
      if (clickTarget(place, id)) return;
      // React Flow leaves a selection as it is when one of its nodes is clicked: here that one is meant.
      const isAdding = event.shiftKey || event.ctrlKey || event.metaKey;
      if (!isAdding && editor.store.getState().selection.nodes.size > 1) editor.selectNodes([id]);
      editor.focus(id);
      offerInspector();
    },
    onNodeDoubleClick: (event, { id, type }) => {
      if (type === "note" && mayEdit) editText(id);
      else if (isGround(event.target)) addByDoubleClick(event, null);
      else if (type === "folded") openFrame(place, id);
      else openSide("inspector");
    },
    onEdgeClick: (event, edge) => {
      focusCanvas();
      if (modeNow().kind === "placing") clickPane(event);
      else if (edge.data) {
        editor.select({ nodes: new Set(), wire: edge.data.output });
        offerInspector();
      }
    },
    onPaneClick: (event) => {
      const isIdle = modeNow().kind === "idle";
      clickPane(event as MouseEvent);
      if (isIdle) editor.selectNodes([]);
    },
    onDoubleClick: (event) => {
      if (isPane(event.target)) addByDoubleClick(event, null);
    },
    onEdgeDoubleClick: (event, { data }) => {
      if (data?.limit === null) addByDoubleClick(event, data.output);
    },
    onNodeContextMenu: (event, { id }) =>
      openContextMenu(place, event, { node: id, output: outputUnder(event.target) }),
    onEdgeContextMenu: (event, edge) =>
      edge.data && openContextMenu(place, event, { wire: edge.data.output }),
    onPaneContextMenu: (event) => openContextMenu(place, event as MouseEvent, {}),
    onSelectionContextMenu: (event, chosen) => openContextMenu(place, event, { node: chosen[0]?.id ?? "" }),
    onConnectEnd: (event, ends) => endConnection(place, event, ends),
    onMoveEnd: (_, look) => {
      const area = document.querySelector("[data-canvas]")?.getBoundingClientRect();
      if (area) keepLook(place, look, area);
    },
    onReconnect: () => undefined,
    onReconnectEnd: (event, wire) => endReconnection(place, event, wire.data?.output),
    isValidConnection: () => false,
  };
}

/** The output whose row, or whose port, is under the pointer. */
function outputUnder(target: EventTarget): string | undefined {
  const row = target instanceof Element ? target.closest(".canvas-row, .react-flow__handle-right") : null;
  const port = row?.matches(".react-flow__handle") ? row : row?.querySelector(".react-flow__handle");
  return port?.getAttribute("data-handleid") ?? undefined;
}

function isPane(target: EventTarget): boolean {
  return target instanceof Element && target.classList.contains("react-flow__pane");
}

/** An open frame beside its title: as good as the pane. */
function isGround(target: EventTarget): boolean {
  return target instanceof Element && target.classList.contains("canvas-frame");
}

/** A component let go over the drawing; into the wire that is under it, if one is. */
export function dropComponent(place: Workplace, event: DragEvent): void {
  const type = event.dataTransfer.getData(DRAGGED_TYPE);
  if (!type || !place.mayEdit) return;
  event.preventDefault();
  addHere(place, type, event);
}

function addHere(place: Workplace, type: string, { clientX, clientY }: MouseEvent): void {
  const spliced = wireAt(place.editor.store.getState().document, clientX, clientY);
  addAt(place, type, pointedAt(clientX, clientY, null), spliced);
}
