/** While Space is held the pointer moves the view from everywhere: nodes and wires let it through to the pane. */

import { type RefObject, useEffect } from "react";
import { isTyping } from "@/commands/keys";

export function usePanningKey(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const hold = (isHeld: boolean) => root.current?.classList.toggle("canvas-panning", isHeld);
    const press = (event: KeyboardEvent) => {
      if (event.code === "Space" && !isTyping(event.target)) hold(true);
    };
    const release = (event: KeyboardEvent) => {
      if (event.code === "Space") hold(false);
    };
    // The key that is let go in another window is not heard of here.
    const leave = () => hold(false);
    window.addEventListener("keydown", press);
    window.addEventListener("keyup", release);
    window.addEventListener("blur", leave);
    return () => {
      window.removeEventListener("keydown", press);
      window.removeEventListener("keyup", release);
      window.removeEventListener("blur", leave);
    };
  }, [root]);
}
