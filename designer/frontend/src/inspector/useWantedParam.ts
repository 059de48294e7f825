/** Brings the field that somebody asked for into view: from the checks and the drawing with the keyboard, from a search without. */

import { useEffect } from "react";
import { useView } from "@/editor/view";
import { fieldAt, WRITABLE } from "./focus";

/** `node`: the one whose form is open. */
export function useWantedParam(node: string | null): void {
  const wanted = useView((state) => state.wantedParam);
  useEffect(() => {
    if (!wanted) return;
    // Once another node is chosen nobody waits for it any more.
    if (wanted.node === node && wanted.param === null) enterForm();
    else if (wanted.node === node) showField(wanted.param ?? "", wanted.keyboard);
    useView.setState({ wantedParam: null });
  }, [wanted, node]);
}

/**
 * From the drawing; whoever has gone on to another field while the form was still to come stays there. What is typed
 * takes the place of the name, which a new node has by itself.
 */
function enterForm(): void {
  const at = document.activeElement;
  if (at !== document.body && !at?.closest("[data-canvas]")) return;
  const title = document.querySelector<HTMLInputElement>(".inspector-title");
  title?.focus();
  title?.select();
}

function showField(param: string, keyboard: "field" | "stay"): void {
  // The place may lie inside a field (a character of a text, a part of a row): the nearest one around it is meant.
  for (let path = param; path; path = path.replace(/\.?[^.]*$/, "")) {
    const field = fieldAt(path);
    if (!field) continue;
    field.scrollIntoView({ block: "center" });
    if (keyboard === "stay") return;
    (
      field.querySelector<HTMLElement>(WRITABLE) ?? field.querySelector<HTMLElement>("select, button")
    )?.focus();
    return;
  }
}
