/**
 * What this window calls itself when it asks for the edit lock.
 *
 * The first window of a scenario in this browser goes by a name that outlives it: after a crash of the tab the next
 * one has the lock still. Whether the first one lives is told by a Web Lock, which the browser frees with its tab.
 * Further windows use a name of their own, which a reload keeps; a window that is opened from another one, or is a
 * duplicate of it, begins with a copy of that name, and Web Locks tell that it is taken too. A browser that offers
 * none (plain HTTP) has names that reloads keep, and cannot tell a copy.
 */

export async function windowId(scenario: string): Promise<string> {
  const key = `callwright window ${scenario}`;
  if (await isClaimed(key)) return localStorage.getItem(key) ?? kept(localStorage, key);
  const known = sessionStorage.getItem(key);
  if (known && (!navigator.locks || (await isClaimed(`${key} ${known}`)))) return known;
  const made = kept(sessionStorage, key);
  await isClaimed(`${key} ${made}`);
  return made;
}

/** Whether a name was free, and is this window's until it is gone. */
function isClaimed(name: string): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(false);
  return new Promise((resolve) => {
    const asked = navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise<void>(() => {});
    });
    asked.catch(() => resolve(false));
  });
}

/** A new name, to be found again. */
function kept(storage: Storage, key: string): string {
  const made = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  storage.setItem(key, made);
  return made;
}
