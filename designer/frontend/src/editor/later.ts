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

/** What waits for the next picture. */
let waiting = new Set<() => void>();

/** Acts after the next picture is painted; the same act twice until then is one. */
export function afterPicture(act: () => void): void {
  if (waiting.size === 0) followPicture(waiting);
  waiting.add(act);
}

function followPicture(acts: Set<() => void>): void {
  // What is asked for from then on is seen in the picture after that.
  const close = () => {
    if (waiting === acts) waiting = new Set();
  };
  const run = () => {
    close();
    for (const act of acts) attempt(act);
    acts.clear();
  };
  requestAnimationFrame(() => {
    close();
    setTimeout(run);
  });
  setTimeout(run, PICTURE_MS_MAX);
}

/** One that fails must not take along the others, among them the journal of unsaved work. */
function attempt(act: () => void): void {
  try {
    act();
  } catch (error) {
    reportError(error);
  }
}

/** A part of a store's state, for what may show it one picture later. */
export function useLater<S, T>(store: Followed<S>, select: (state: S) => T): T {
  const follow = useCallback((told: () => void) => store.subscribe(() => afterPicture(told)), [store]);
  return useSyncExternalStore(follow, () => select(store.getState()));
}
