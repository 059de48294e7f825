/** A short word over the drawing that goes by itself: what was done differently than one may have thought. */

import { create } from "zustand";
import { announce } from "@/speech/announce";

export interface Notice {
  readonly text: string;
  readonly count: number;
}

const SHOWN_MS = 6_000;

export const useNotice = create<{ readonly notice: Notice | null }>(() => ({ notice: null }));
let count = 0;

export function tell(text: string): void {
  count += 1;
  const mine = count;
  useNotice.setState({ notice: { text, count } });
  announce(text);
  setTimeout(() => {
    if (count === mine) useNotice.setState({ notice: null });
  }, SHOWN_MS);
}
