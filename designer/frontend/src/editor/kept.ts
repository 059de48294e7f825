/** What this browser remembers of how the page looked. One that keeps nothing gets along without. */

const NAME = "callwright look: ";

/** What was kept under a key; null when nothing was, or nothing that can be read. */
export function kept(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(NAME + key) ?? "null");
  } catch {
    return null;
  }
}

export function keep(key: string, value: unknown): void {
  try {
    localStorage.setItem(NAME + key, JSON.stringify(value));
  } catch {
    // A full or forbidden storage costs the habit alone.
  }
}
