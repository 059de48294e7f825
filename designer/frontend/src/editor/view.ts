/** What is open on the page beside the canvas. It is no part of the document and of undo. */

import { create } from "zustand";

export type SidePanel = "inspector" | "variables" | "revisions";
export type MainView = "drawing" | "outline";
export type Overlay = "find" | "commands" | "shortcuts" | "publish" | null;

/** A parameter to be brought into view; `keyboard`: whether it goes to the field or stays where it is. */
interface WantedParam {
  readonly node: string;
  /** Null: what the node is called, for whoever goes into its form. */
  readonly param: string | null;
  readonly at: number;
  readonly keyboard: "field" | "stay";
}

interface ViewState {
  readonly main: MainView;
  readonly side: SidePanel;
  readonly isPaletteOpen: boolean;
  readonly isSideOpen: boolean;
  readonly isIssueListOpen: boolean;
  readonly overlay: Overlay;
  /** Asks the inspector to bring this parameter into view; `at` makes the same wish new. */
  readonly wantedParam: WantedParam | null;
  /** Asks the list of variables to unfold this one. */
  readonly wantedVariable: string | null;
}

export const useView = create<ViewState>(() => ({
  main: "drawing",
  side: "inspector",
  isPaletteOpen: true,
  isSideOpen: true,
  isIssueListOpen: false,
  overlay: null,
  wantedParam: null,
  wantedVariable: null,
}));

export function openOverlay(overlay: Overlay): void {
  useView.setState({ overlay });
}

export function openSide(side: SidePanel): void {
  useView.setState({ side, isSideOpen: true });
}

/** Opens the inspector at a parameter of a node, such as `options.0.keys`. */
export function showParam(node: string, param: string, keyboard: WantedParam["keyboard"] = "field"): void {
  want({ node, param, keyboard });
}

/** Opens the inspector with the keyboard in what a node is called, as soon as its form is there. */
export function showForm(node: string): void {
  want({ node, param: null, keyboard: "field" });
}

function want(wanted: Omit<WantedParam, "at">): void {
  useView.setState({ side: "inspector", isSideOpen: true, wantedParam: { ...wanted, at: Date.now() } });
}

/** Opens the list of variables with this one unfolded, and the keyboard in its first field unless somebody writes. */
export function showVariable(wantedVariable: string): void {
  useView.setState({ side: "variables", isSideOpen: true, wantedVariable });
}
