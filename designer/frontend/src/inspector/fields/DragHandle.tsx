/** Moving an item of a list by the pointer: a line shows where it will land, and letting go is one step of undo. */

import { IconGripVertical } from "@tabler/icons-react";
import { type PointerEvent, useRef } from "react";
import { t } from "@/i18n";
import { fieldAt } from "../focus";
import { type Path, pathText } from "../schema";

interface Props {
  /** The way to the list. */
  readonly path: Path;
  readonly count: number;
  readonly index: number;
  readonly label: string;
  readonly onMove: (to: number) => void;
}

export function DragHandle({ path, count, index, label, onMove }: Props) {
  const drag = useRef<{ readonly stop: () => void; to: number } | null>(null);
  const items = () => Array.from({ length: count }, (_, at) => fieldAt(pathText([...path, at])));

  const begin = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || drag.current) return;
    // The keyboard stays where it was, and no text is selected on the way.
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    const cancel = (key: KeyboardEvent) => {
      if (key.key !== "Escape") return;
      key.stopPropagation();
      end(false);
    };
    window.addEventListener("keydown", cancel, true);
    drag.current = { stop: () => window.removeEventListener("keydown", cancel, true), to: index };
    items()[index]?.setAttribute("data-dragged", "");
  };
  const go = ({ clientY }: { clientY: number }) => {
    const now = drag.current;
    if (!now) return;
    const all = items();
    const others = all.filter((_, at) => at !== index);
    now.to = others.filter((other) => other && middleOf(other) < clientY).length;
    for (const item of all) item?.removeAttribute("data-drop");
    if (now.to === index) return;
    const isDown = now.to > index;
    const shown = all[now.to];
    shown?.setAttribute("data-drop", isDown ? "after" : "before");
    shown?.scrollIntoView({ block: "nearest" });
  };
  const end = (isMeant: boolean) => {
    const now = drag.current;
    if (!now) return;
    drag.current = null;
    now.stop();
    for (const item of items()) {
      item?.removeAttribute("data-drop");
      item?.removeAttribute("data-dragged");
    }
    if (isMeant && now.to !== index) onMove(now.to);
  };
  return (
    <button
      type="button"
      tabIndex={-1}
      className="inspector-drag"
      aria-label={t("inspector:drag", { label })}
      title={t("inspector:drag", { label })}
      onPointerDown={begin}
      onPointerMove={go}
      onPointerUp={() => end(true)}
      onPointerCancel={() => end(false)}
    >
      <IconGripVertical size={13} aria-hidden />
    </button>
  );
}

function middleOf(element: HTMLElement): number {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}
