/** Reading key strokes: by the letter on the key, so that Ctrl+Z is Ctrl+Z under a Russian layout too. */

import type { Command } from "./command";

const isMac = () => /Mac|iPhone|iPad/.test(navigator.platform);

/** The strokes an event may stand for, such as `Mod+Shift+Z`: what the key types, and what is printed on it. */
export function strokesOf(event: KeyboardEvent): string[] {
  const mod = isMac() ? event.metaKey : event.ctrlKey;
  const marks = `${mod ? "Mod+" : ""}${event.altKey ? "Alt+" : ""}`;
  const shift = event.shiftKey ? "Shift+" : "";
  const printed = /^(?:Key|Digit)(.)$/.exec(event.code)?.[1];
  const named = event.key === " " ? "Space" : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const strokes = [`${marks}${shift}${named}`];
  if (printed) strokes.push(`${marks}${shift}${printed}`);
  // A sign such as `?` is typed with Shift on one layout and without on another.
  if (event.key.length === 1 && !/[\p{L}\p{N}]/u.test(event.key)) strokes.push(`${marks}${event.key}`);
  return strokes;
}

export function matches(command: Command, strokes: readonly string[]): boolean {
  return command.keys.some((key) => strokes.includes(key));
}

/** The key of a command as it is shown to people; null for one without. */
export function keyOf({ keys, browserKey }: Command): string | null {
  const key = keys[0] ?? browserKey;
  return key === undefined ? null : shownKey(key);
}

/** A stroke as it is shown to people. */
export function shownKey(key: string): string {
  const signs: Record<string, string> = {
    Mod: isMac() ? "⌘" : "Ctrl",
    ArrowLeft: "←",
    ArrowRight: "→",
    ArrowUp: "↑",
    ArrowDown: "↓",
    Escape: "Esc",
    Delete: "Del",
  };
  return key
    .split(/\+(?!$)/)
    .map((part) => signs[part] ?? part)
    .join(" ");
}

/** Whether there is a text in it that can be chosen by itself. */
export function holdsText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea"))
  );
}

/** Whether a key stroke belongs to a field that is being written in. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
      target.role === "combobox")
  );
}
