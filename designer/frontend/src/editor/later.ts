/**
 * What follows a change one picture later: all that stands beside the drawing. The answer to a key or to the hand is
 * painted first, and neither computed nor painted together with words that nobody looks at just then.
 */

import { useCallback, useSyncExternalStore } from "react";

/** In a window that is not seen the browser paints nothing: there it is time after this long. */
const PICTURE_MS_MAX = 100;

interface Followed<S> {
  readonly getState: () => S;
  readonly subscribe: (told: () => void) => () => void;
}

let waiting = new Set<() => void>();

/** Acts once, after the next picture is painted; the same act twice until then is one. */
export function afterPicture(act: () => void): void {
  if (waiting.size === 0) {
    const acts = waiting;
    const all = () => {
      if (acts !== waiting) return;
      waiting = new Set();
      for (const each of acts) each();
    };
    requestAnimationFrame(() => setTimeout(all));
    setTimeout(all, PICTURE_MS_MAX);
  }
  waiting.add(act);
}

/** A part of a store's state, for what may show it one picture later. */
export function useLater<S, T>(store: Followed<S>, select: (state: S) => T): T {
  const follow = useCallback(
    (told: () => void) => {
      const leave = store.subscribe(() => afterPicture(told));
      return () => {
        leave();
        waiting.delete(told);
      };
    },
    [store],
  );
  return useSyncExternalStore(follow, () => select(store.getState()));
}
