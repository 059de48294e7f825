/** What happens when a field is left. One that goes while it is written in has no blur. */

import { useEffect, useRef } from "react";

/** Gives back what the field does at its blur. */
export function useLeaving(leave: () => void): () => void {
  const latest = useRef(leave);
  latest.current = leave;
  useEffect(() => () => latest.current(), []);
  return leave;
}
