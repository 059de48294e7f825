/** A short word over the drawing that goes by itself: what was done differently than one may have thought. */

import { create } from "zustand";
import { announce } from "@/speech/announce";

/** The way on, where there is one. */
interface NoticeLink {
  readonly words: string;
  readonly href: string;
}

export interface Notice {
  readonly text: string;
  readonly link: NoticeLink | null;
  readonly count: number;
}

const SHOWN_MS = 6_000;
/** Time to read on, and to get there. */
const LINK_SHOWN_MS = 20_000;

export const useNotice = create<{ readonly notice: Notice | null }>(() => ({ notice: null }));
let count = 0;

export function tell(text: string, link: NoticeLink | null = null): void {
  count += 1;
  const mine = count;
  useNotice.setState({ notice: { text, link, count } });
  announce(text);
  setTimeout(
    () => {
      if (count === mine) useNotice.setState({ notice: null });
    },
    link ? LINK_SHOWN_MS : SHOWN_MS,
  );
}
