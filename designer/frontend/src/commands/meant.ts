/** What a command is about: the selected nodes, or the one that the keyboard is at. */

import type { Workplace } from "@/editor/context";
import { t } from "@/i18n";

export const state = ({ editor }: Workplace) => editor.store.getState();
export const chosen = (place: Workplace) => state(place).selection.nodes;
/** The selected nodes, or the one that the keyboard is at. */
export const meant = (place: Workplace): ReadonlySet<string> => {
  const { selection, focused } = state(place);
  return selection.nodes.size > 0 || focused === null ? selection.nodes : new Set([focused]);
};
/** What hinders a command that is about nodes; "" where there are some. */
export const lackOfNode = (place: Workplace) => (meant(place).size > 0 ? "" : t("commands:choose_node"));

export const focusedNode = (place: Workplace) =>
  state(place).document.nodes.find((node) => node.id === state(place).focused);
/** What hinders a command that is about the one node that the keyboard is at. */
export const lackOfFocused = (place: Workplace) => (focusedNode(place) ? "" : t("commands:choose_node"));
