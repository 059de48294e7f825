/** The order of things that two people put in order, added and took away. */

import { isSame } from "@/document/same";
import type { Side } from "./asking";

export interface Ordered {
  /** Everything that either side has. */
  readonly ids: readonly string[];
  /** Both put the same things in order, differently: `ids` follows `lead`. */
  readonly isDisputed: boolean;
}

/** As on the side that changed the order; what the other side added follows what it followed there. */
export function ordered(
  base: Iterable<string>,
  mine: Iterable<string>,
  theirs: Iterable<string>,
  lead: Side = "mine",
): Ordered {
  const [old, own, others] = [[...base], [...mine], [...theirs]];
  const isCommon = inAll(old, own, others);
  const [was, is, became] = [old, own, others].map((ids) => ids.filter(isCommon));
  const [isOwn, isOthers] = [!isSame(is, was), !isSame(became, was)];
  const isDisputed = isOwn && isOthers && !isSame(is, became);
  const follows = isDisputed ? lead : isOwn ? "mine" : "theirs";
  return { ids: follows === "mine" ? joined(own, others) : joined(others, own), isDisputed };
}

function inAll(...lists: readonly (readonly string[])[]): (id: string) => boolean {
  const sets = lists.map((list) => new Set(list));
  return (id) => sets.every((set) => set.has(id));
}

/** The list, with what only the other one has put behind whatever it stands behind there. */
function joined(list: readonly string[], other: readonly string[]): string[] {
  const known = new Set(list);
  const added = new Map<string | null, string[]>();
  let before: string | null = null;
  for (const id of other) {
    if (known.has(id)) before = id;
    else added.set(before, [...(added.get(before) ?? []), id]);
  }
  return [...(added.get(null) ?? []), ...list.flatMap((id) => [id, ...(added.get(id) ?? [])])];
}
