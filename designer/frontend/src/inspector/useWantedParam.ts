/** Brings the field that somebody asked for into view: from the checks and the drawing with the keyboard, from a search without. */

import { useEffect } from "react";
import { useView } from "@/editor/view";
import { fieldAt, WRITABLE } from "./focus";

export function useWantedParam(node: string): void {
  const wanted = useView((state) => state.wantedParam);
  useEffect(() => {
    if (wanted?.node !== node) return;
    if (!wanted.param) document.querySelector<HTMLElement>(".inspector-title")?.focus();
    // The place may lie inside a field (a character of a text, a part of a row): the nearest one around it is meant.
    for (let path = wanted.param; path; path = path.replace(/\.?[^.]*$/, "")) {
      const field = fieldAt(path);
      if (!field) continue;
      field.scrollIntoView({ block: "center" });
      if (wanted.keyboard === "stay") break;
      (
        field.querySelector<HTMLElement>(WRITABLE) ?? field.querySelector<HTMLElement>("select, button")
      )?.focus();
      break;
    }
    useView.setState({ wantedParam: null });
  }, [wanted, node]);
}
