/** The right button: the commands that fit what lies under the pointer. Arrow keys, Enter and Escape as in any menu. */

import { type KeyboardEvent, useLayoutEffect, useRef } from "react";
import { commandById } from "@/commands/all";
import { isPossible } from "@/commands/command";
import { keyOf } from "@/commands/keys";
import { makeRepeat, REPEAT_LIMIT, setRepeatLimit, targetOf } from "@/document/connecting";
import type { OutputRef } from "@/document/types";
import { useEditor, useWorkplace, type Workplace } from "@/editor/context";
import { t } from "@/i18n";
import { announce } from "@/speech/announce";
import { type Opened, useContextMenu } from "./context_menu";
import { focusCanvas } from "./navigation";
import { pointAt, rememberPointer } from "./pointer";
import { openQuickAddAt, pointedAt } from "./quick_add";
import { makeRoomAt } from "./room";

const LINE = null;
const FOR_NODES = [
  "inspect",
  "connect",
  "add_after",
  "mark_main",
  "unmark_main",
  "rename",
  "write_note",
  "fold_frame",
  "open_frame",
  LINE,
  "make_room_across",
  "make_room_down",
  LINE,
  "copy",
  "cut",
  "duplicate",
  "remove",
];
const FOR_MANY = [
  "align_left",
  "align_right",
  "align_top",
  "align_bottom",
  "align_spread_across",
  "align_spread_down",
  "tidy",
  LINE,
  "copy",
  "cut",
  "duplicate",
  "remove",
];
/** What fits some nodes only is left out for the others: a note is written, and leads nowhere. */
const FOR_SOME = new Set([
  "connect",
  "add_after",
  "mark_main",
  "unmark_main",
  "rename",
  "write_note",
  "fold_frame",
  "open_frame",
]);
const FOR_WIRES = ["mark_main", "unmark_main", "remove"];
const FOR_PANE = ["paste", "select_all", LINE, "tidy", "fit", "find", "shortcuts"];
const LIMITS = [1, 3, 5, 10, 20];
const MARGIN = 8;

interface Item {
  readonly id: string;
  readonly text: string;
  readonly key?: string | null;
  readonly isOff?: boolean;
  readonly run: () => void;
}

export function ContextMenu() {
  const place = useWorkplace();
  const open = useContextMenu((state) => state.open);
  const isMany = useEditor((state) => state.selection.nodes.size > 1);
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = menu.current;
    if (!element || !open) return;
    // Only now is its size known: it stays within the window, and is seen in its place alone.
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.min(open.x, window.innerWidth - width - MARGIN)}px`;
    element.style.top = `${Math.min(open.y, window.innerHeight - height - MARGIN)}px`;
    element.querySelector<HTMLElement>("button:not(:disabled)")?.focus();
  }, [open]);
  if (!open) return null;
  const close = () => {
    useContextMenu.setState({ open: null });
    focusCanvas();
  };
  const sections = sectionsFor(place, open, isMany);
  return (
    <div
      ref={menu}
      role="menu"
      tabIndex={-1}
      className="canvas-menu"
      aria-label={t("canvas:menu")}
      onKeyDown={(event) => press(event, close)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) useContextMenu.setState({ open: null });
      }}
    >
      {sections.map((items) => (
        <div key={items[0]?.id} role="group">
          {items.map((item) => (
            <button
              key={item.id}
              type="button"
              role="menuitem"
              tabIndex={-1}
              disabled={item.isOff ?? false}
              onClick={() => {
                close();
                // What is added comes where the menu was asked for.
                rememberPointer(open);
                item.run();
              }}
            >
              {item.text}
              {item.key ? <kbd>{item.key}</kbd> : null}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}

function press(event: KeyboardEvent<HTMLElement>, close: () => void): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("button:not(:disabled)")];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const moves: Record<string, number> = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  };
  const next = moves[event.key];
  if (next !== undefined) items[next]?.focus();
  else if (event.key === "Escape" || event.key === "Tab") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function sectionsFor(place: Workplace, open: Opened, isMany: boolean): Item[][] {
  const ids = open.wire ? FOR_WIRES : open.node ? (isMany ? FOR_MANY : FOR_NODES) : FOR_PANE;
  const sections: Item[][] = [[]];
  const isEdge = open.wire && targetOf(place.editor.store.getState().document, open.wire)?.limit === null;
  if (place.mayEdit && !open.node && (!open.wire || isEdge)) sections[0]?.push(addItem(open));
  if (open.wire) sections[0]?.push(...repeatItems(place, open.wire));
  if (place.mayEdit && !open.node && !open.wire) sections.push(roomItems(place, open), []);
  for (const id of ids) {
    if (id === LINE) sections.push([]);
    else if (!FOR_SOME.has(id) || isPossible(commandById(id), place))
      sections.at(-1)?.push(commandItem(place, id));
  }
  return sections;
}

function commandItem(place: Workplace, id: string): Item {
  const command = commandById(id);
  return {
    id,
    text: t(`commands:${id}`),
    key: keyOf(command),
    isOff: !isPossible(command, place),
    run: () => command.run(place),
  };
}

function addItem(open: Opened): Item {
  const { x, y, wire = null } = open;
  return { id: "add", text: t("commands:add"), run: () => openQuickAddAt(pointedAt(x, y, wire)) };
}

/** Right and down from where the menu was asked for. */
function roomItems(place: Workplace, { x, y }: Opened): Item[] {
  return (["make_room_across", "make_room_down"] as const).map((id, axis) => ({
    id,
    text: t(`commands:${id}`),
    run: () => makeRoomAt(place, pointAt(x, y), axis === 0 ? 0 : 1),
  }));
}

/** An edge can become a repeat by hand too; of a repeat the count can be set. */
function repeatItems({ editor, mayEdit }: Workplace, wire: OutputRef): Item[] {
  const led = targetOf(editor.store.getState().document, wire);
  if (!led || !mayEdit) return [];
  if (led.limit === null)
    return [
      {
        id: "make_repeat",
        text: t("canvas:make_repeat"),
        run: () => {
          editor.edit((document) => makeRepeat(document, wire, led.target));
          announce(t("canvas:said_repeated", { count: REPEAT_LIMIT }));
        },
      },
    ];
  return LIMITS.map((limit) => ({
    id: `limit_${limit}`,
    text: t("canvas:repeat_times", { count: limit }),
    isOff: limit === led.limit,
    run: () => {
      editor.edit((document) => setRepeatLimit(document, wire, limit));
      announce(t("canvas:said_repeated", { count: limit }));
    },
  }));
}
