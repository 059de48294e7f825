/** Styles that the network has lost: Vite asks for a part's stylesheet once, and later takes the part without it. */

const lost = new Set<HTMLLinkElement>();

// Errors of loading do not rise.
window.addEventListener("error", ({ target }) => note(target), true);

function note(failed: EventTarget | null): void {
  if (failed instanceof HTMLLinkElement && failed.rel === "stylesheet") lost.add(failed);
}

/** Asks anew for every stylesheet that did not come; whether all are there. */
export async function askForLostStyles(): Promise<boolean> {
  const links = [...lost];
  lost.clear();
  const came = await Promise.all(links.map(asked));
  return came.every(Boolean);
}

function asked(link: HTMLLinkElement): Promise<boolean> {
  return new Promise((resolve) => {
    const again = link.cloneNode() as HTMLLinkElement;
    again.onload = () => resolve(true);
    again.onerror = () => resolve(false);
    link.replaceWith(again);
  });
}
