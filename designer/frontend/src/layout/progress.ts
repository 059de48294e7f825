/** Whether the drawing is being tidied up, and the way to stop that. */

import { create } from "zustand";

export const useTidying = create<{ readonly cancel: AbortController | null }>(() => ({ cancel: null }));

/** Begins, instead of whatever tidy-up was under way; aborting the controller ends it. */
export function startTidying(): AbortController {
  useTidying.getState().cancel?.abort("cancelled");
  const cancel = new AbortController();
  useTidying.setState({ cancel });
  return cancel;
}

/** Ends the tidy-up of this controller; another one that took its place goes on. */
export function stopTidying(cancel: AbortController): void {
  if (useTidying.getState().cancel === cancel) useTidying.setState({ cancel: null });
}
