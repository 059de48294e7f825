/** Every command of the page, in the order in which lists show them. */

import { tell } from "@/canvas/notices";
import { ISSUE_COMMANDS } from "@/checks/commands";
import type { Workplace } from "@/editor/context";
import { COMPARING } from "@/revisions/commands";
import { APPEARANCE } from "./appearance";
import { ARRANGING } from "./arranging";
import { type Command, hindranceOf, isPossible } from "./command";
import { EDITING } from "./editing";
import { holdsText, isTyping, matches, strokesOf } from "./keys";
import { LOOKING } from "./looking";
import { PLACES } from "./places";
import { WALKING } from "./walking";

export const COMMANDS: readonly Command[] = [
  ...EDITING,
  ...ARRANGING,
  ...LOOKING,
  ...APPEARANCE,
  ...COMPARING,
  ...WALKING,
  ...ISSUE_COMMANDS,
  ...PLACES,
];

export function commandById(id: string): Command {
  const found = COMMANDS.find((command) => command.id === id);
  if (!found) throw new Error(`no command ${id}`);
  return found;
}

/** Whether the drawing has the keyboard: the tools and the menu that lie over it have keys of their own. */
function isCanvas(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || target.closest("a, button, [role=menu]")) return false;
  return target.closest("[data-canvas]") !== null;
}

/** A function key writes nothing in a field. */
const FUNCTION_KEY = /^(Shift\+)?F\d+$/;

function actsInFields(stroke: string): boolean {
  return stroke.startsWith("Mod+") || FUNCTION_KEY.test(stroke);
}

const TRAVEL: ReadonlySet<string> = new Set(["undo", "redo"]);

/** Whether a command acts in a field too: Ctrl+Z belongs to the field that has a text of its own to undo. */
function actsThere(command: Command, field: EventTarget | null): boolean {
  return command.group === "page" || (TRAVEL.has(command.id) && !holdsText(field));
}

/** Runs the command of a key stroke; whether there was one. While typing function keys act, and with Ctrl what is the page's. */
export function runStroke(event: KeyboardEvent, place: Workplace): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  const strokes = strokesOf(event);
  const typing = isTyping(event.target);
  // Most of what is typed is letters.
  if (typing && !strokes.some(actsInFields)) return false;
  const onCanvas = isCanvas(event.target);
  const inSide = event.target instanceof HTMLElement && event.target.closest("[data-panel=side]") !== null;
  if (inSide && strokes.includes("Mod+A") && !holdsText(event.target)) {
    // The browser would choose the text of the whole page.
    event.preventDefault();
    return true;
  }
  const meant = COMMANDS.filter((command) => {
    if (!matches(command, strokes) || (command.scope === "canvas" && !onCanvas)) return false;
    // Whoever missed a field of the panel types on.
    if (inSide && command.group === "view" && !/Mod|Alt/.test(strokes.join())) return false;
    return !typing || actsThere(command, event.target) || strokes.some((stroke) => FUNCTION_KEY.test(stroke));
  });
  // Of several on one key the one that can be done now; the keys of a comparison mean nothing without one.
  const found =
    meant.find((command) => isPossible(command, place)) ?? meant.find(({ group }) => group !== "compare");
  if (!found || (typing && found.group === "edit" && !actsThere(found, event.target))) return false;
  event.preventDefault();
  const why = hindranceOf(found, place);
  if (isPossible(found, place)) found.run(place);
  else if (why) tell(why);
  return true;
}
