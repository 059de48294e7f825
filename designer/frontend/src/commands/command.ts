/** What a person can do, declared once: the keyboard, the menus, Ctrl-K and the list behind `?` are made from it. */

import type { Workplace } from "@/editor/context";
import { t } from "@/i18n";

export type Group = "edit" | "drawing" | "view" | "compare" | "walk" | "page" | "places";

export interface Command {
  /** Also its words: `commands:<id>`. */
  readonly id: string;
  readonly group: Group;
  /** Such as `Mod+Shift+Z`, the first one is shown; Mod is Ctrl, on a Mac Command. */
  readonly keys: readonly string[];
  /** The browser's own key for it, which reaches the page as another event than a key stroke. */
  readonly browserKey?: string;
  /** `canvas`: only while the canvas has the keyboard. */
  readonly scope: "page" | "canvas";
  /** Changes the drawing: not there for whoever may only read it. */
  readonly edits?: boolean;
  readonly isPossible?: (place: Workplace) => boolean;
  /** Why it cannot be done just now, for whoever looks for it or presses its key; "" when it can. */
  readonly hindrance?: (place: Workplace) => string;
  readonly run: (place: Workplace) => void;
}

/** Why nothing comes of its key; "" when it can be done, or when nobody can say. */
export function hindranceOf(command: Command, place: Workplace): string {
  return command.edits && !place.mayEdit ? t("commands:only_read") : (command.hindrance?.(place) ?? "");
}

export function isPossible(command: Command, place: Workplace): boolean {
  return (
    (!command.edits || place.mayEdit) && (command.isPossible?.(place) ?? true) && !command.hindrance?.(place)
  );
}
