/** Escape while something is dragged: all is as before, and nothing comes of the rest of the gesture. */

import { type RefObject, useEffect } from "react";
import type { Editor } from "@/editor/store";

let isGivenUp = false;

/** Whether the gesture under way, or ending just now, was given up. */
export function wasGivenUp(): boolean {
  return isGivenUp;
}

export function useGivingUp(root: RefObject<HTMLElement | null>, editor: Editor): void {
  useEffect(() => {
    let selected: Iterable<string> | null = null;
    const begin = () => {
      selected = editor.store.getState().selection.nodes;
    };
    const giveUp = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || selected === null) return;
      isGivenUp = true;
      root.current?.classList.add("canvas-given-up");
      editor.dropGesture();
      editor.selectNodes(selected);
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
