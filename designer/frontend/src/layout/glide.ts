/** Lets nodes glide to their new places for a moment, so that the eye can follow; not for those who want it calm. */

import "./layout.css";

const GLIDE_MS = 250;

let timer: ReturnType<typeof setTimeout> | undefined;

export function glide(): void {
  const canvas = document.querySelector("[data-canvas]");
  if (!canvas || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  canvas.classList.add("layout-gliding");
  clearTimeout(timer);
  timer = setTimeout(() => canvas.classList.remove("layout-gliding"), GLIDE_MS + 50);
}
