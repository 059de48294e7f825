/** Giving up what is under way: all is as before, nothing comes of the rest of a gesture, and it is said. */

import { type RefObject, useEffect } from "react";
import { commandById } from "@/commands/all";
import { matches, strokesOf } from "@/commands/keys";
import { type Editor, IDLE } from "@/editor/store";
import { t } from "@/i18n";
import { announce } from "@/speech/announce";

let isGivenUp = false;

/** Whether the gesture under way, or ending just now, was given up. */
export function wasGivenUp(): boolean {
  return isGivenUp;
}

/** Ends the wait for a click that places or connects. */
export function giveUpClick({ store, setMode }: Editor): void {
  const { mode } = store.getState();
  if (mode.kind === "idle") return;
  setMode(IDLE);
  announce(t(mode.kind === "placing" ? "canvas:said_not_placed" : "canvas:said_not_led"));
}

/** Escape; and undo, whose first step is what the hand still holds, while there is nothing to do again. */
function givesUp(event: KeyboardEvent): boolean {
  const strokes = strokesOf(event);
  return event.key === "Escape" || ["undo", "redo"].some((id) => matches(commandById(id), strokes));
}

export function useGivingUp(root: RefObject<HTMLElement | null>, editor: Editor): void {
  useEffect(() => {
    let selected: Iterable<string> | null = null;
    const begin = () => {
      selected = editor.store.getState().selection.nodes;
    };
    const giveUp = (event: KeyboardEvent) => {
      if (selected === null || !givesUp(event)) return;
      isGivenUp = true;
      root.current?.classList.add("canvas-given-up");
      editor.dropGesture();
      editor.selectNodes(selected);
      announce(t("canvas:said_given_up"));
      event.preventDefault();
      event.stopPropagation();
    };
    const end = () => {
      selected = null;
      // Those who hear of the end after this one have to know too.
      setTimeout(() => {
        isGivenUp = false;
        root.current?.classList.remove("canvas-given-up");
      });
    };
    const element = root.current;
    element?.addEventListener("mousedown", begin, true);
    window.addEventListener("mouseup", end, true);
    window.addEventListener("keydown", giveUp, true);
    return () => {
      element?.removeEventListener("mousedown", begin, true);
      window.removeEventListener("mouseup", end, true);
      window.removeEventListener("keydown", giveUp, true);
    };
  }, [root, editor]);
}
