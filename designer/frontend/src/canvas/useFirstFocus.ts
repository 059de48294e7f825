/**
 * The drawing has the keyboard when the page opens and nothing else has it. The ring around it tells whoever presses
 * keys; to whoever came by mouse it would say nothing.
 */

import { type RefObject, useEffect } from "react";

export function useFirstFocus(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = root.current;
    if (!element || document.activeElement !== document.body) return;
    element.toggleAttribute("data-untouched", true);
    element.focus({ preventScroll: true });
    const used = () => element.removeAttribute("data-untouched");
    for (const sign of ["keydown", "blur"]) element.addEventListener(sign, used, { once: true });
  }, [root]);
}
