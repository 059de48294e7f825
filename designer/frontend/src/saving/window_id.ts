/**
 * What this window calls itself when it asks for the edit lock.
 *
 * The first window of a scenario in this browser goes by a name that outlives it: after a crash of the tab the next
 * one has the lock still. Whether the first one lives is told by a Web Lock, which the browser frees with its tab.
 * Further windows, and browsers that offer no Web Locks (plain HTTP), use a name of their own.
 */

export async function windowId(scenario: string): Promise<string> {
  const key = `callwright window ${scenario}`;
  return (await isFirst(key)) ? kept(localStorage, key) : kept(sessionStorage, key);
}

function isFirst(name: string): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(false);
  return new Promise((resolve) => {
    const asked = navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      // Held until the window is gone.
      return lock === null ? undefined : new Promise<void>(() => {});
    });
    asked.catch(() => resolve(false));
  });
}

function kept(storage: Storage, key: string): string {
  const known = storage.getItem(key);
  if (known) return known;
  const made = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  storage.setItem(key, made);
  return made;
}
