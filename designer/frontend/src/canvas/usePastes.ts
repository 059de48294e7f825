/** The browser's copy, cut and paste while the canvas has the keyboard. */

import { type RefObject, useEffect } from "react";
import { useWorkplace } from "@/editor/context";
import { chosenText, pasteText, removeCut, sayCopied } from "./clipboard";
import { placeUnderPointer } from "./pointer";

export function usePastes(root: RefObject<HTMLElement | null>): void {
  const place = useWorkplace();
  useEffect(() => {
    // Without a text selection browsers fire these at the body, whatever has the focus.
    const isOurs = () => root.current !== null && root.current === document.activeElement;
    const copy = (event: ClipboardEvent) => {
      const text = isOurs() ? chosenText(place) : null;
      if (text === null) return;
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
      sayCopied(place);
      if (event.type === "cut" && place.mayEdit) removeCut(place);
    };
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData("text/plain");
      if (!isOurs() || !text || !place.mayEdit) return;
      event.preventDefault();
      pasteText(place, text, placeUnderPointer());
    };
    document.addEventListener("copy", copy);
    document.addEventListener("cut", copy);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("copy", copy);
      document.removeEventListener("cut", copy);
      document.removeEventListener("paste", paste);
    };
  }, [place, root]);
}
