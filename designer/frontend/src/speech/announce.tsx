/** Tells whoever cannot see the drawing what just changed: one polite live region for the whole page. */

import { useEffect } from "react";
import { create } from "zustand";
import { useLater } from "@/editor/later";

/** `count` tells the same words said again from those said before. */
const useSpoken = create<{ sentences: readonly string[]; count: number }>(() => ({
  sentences: [],
  count: 0,
}));
/** Whether the page shows what was said last. */
let isShown = true;

/** Says a sentence; the same one twice is said twice. What is said until the next picture is said together. */
export function announce(text: string): void {
  useSpoken.setState(({ sentences, count }) => ({
    sentences: isShown ? [text] : [...sentences.filter((sentence) => sentence !== text), text],
    count: count + 1,
  }));
  isShown = false;
}

export function LiveRegion() {
  const { sentences, count } = useLater(useSpoken, (spoken) => spoken);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every time that something was said
  useEffect(() => {
    isShown = true;
  }, [count]);
  return (
    <div className="sr" role="status" aria-live="polite">
      <div key={count}>
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </div>
  );
}
