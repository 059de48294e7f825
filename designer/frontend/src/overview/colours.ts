/** The colours of the page's tokens for canvases, which know no CSS variables; told again when the theme changes. */

const TOKENS = [
  "bg",
  "card",
  "line",
  "ink",
  "mute",
  "faint",
  "accent",
  "accent-soft",
  "on-accent",
  "red",
  "red-soft",
  "amber",
  "amber-soft",
  "green",
  "green-soft",
  "control",
  "voice",
  "routing",
  "messages",
  "drawing",
  "unknown",
] as const;

export type Colours = { readonly [token in (typeof TOKENS)[number]]: string };

export function readColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const entries = TOKENS.map((token) => [token, style.getPropertyValue(`--${token}`).trim()]);
  return Object.fromEntries(entries) as Colours;
}

/** Calls when the reader or the system chose another theme; returns the way to stop that. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", listener);
  return () => {
    observer.disconnect();
    system.removeEventListener("change", listener);
  };
}
