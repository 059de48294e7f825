/** What a comparison says of nodes and wires; each subscribes to its own mark by id. */

import { create } from "zustand";
import type { Difference, Mark } from "./diff";

export type { Mark } from "./diff";

interface Marks {
  readonly nodes: ReadonlyMap<string, Mark>;
  /** By the id of the output that the wire leaves. */
  readonly wires: ReadonlyMap<string, Mark>;
}

const NONE: Marks = { nodes: new Map(), wires: new Map() };

export const useMarks = create<Marks>(() => NONE);

export function useNodeMark(id: string): Mark | null {
  return useMarks((marks) => marks.nodes.get(id) ?? null);
}

export function useWireMark(id: string): Mark | null {
  return useMarks((marks) => marks.wires.get(id) ?? null);
}

export function mark(difference: Difference | null): void {
  useMarks.setState(
    difference
      ? {
          nodes: new Map(difference.nodes.map((change) => [change.id, change.mark])),
          wires: new Map(difference.wires.map((change) => [change.id, change.mark])),
        }
      : NONE,
  );
}
