/** Tells whoever cannot see the drawing what just changed: one polite live region for the whole page. */

import { create } from "zustand";
import { useLater } from "@/editor/later";

const useSpoken = create<{ text: string; count: number }>(() => ({ text: "", count: 0 }));

/** Says a sentence; the same one twice is said twice. */
export function announce(text: string): void {
  useSpoken.setState(({ count }) => ({ text, count: count + 1 }));
}

export function LiveRegion() {
  const { text, count } = useLater(useSpoken, (spoken) => spoken);
  return (
    <div className="sr" role="status" aria-live="polite">
      <span key={count}>{text}</span>
    </div>
  );
}
