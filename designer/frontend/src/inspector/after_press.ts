/**
 * What makes the form longer or shorter waits for the button of the pointer to be released: a press that leaves a field
 * would else find what it was meant for elsewhere by then, and the click would miss.
 */

let isPressed = false;
const waiting = new Set<() => void>();

window.addEventListener("pointerdown", () => press(true), true);
// The click comes after the release, so what waits comes after both.
for (const end of ["pointerup", "pointercancel"])
  window.addEventListener(end, () => setTimeout(press, 0, false), true);

function press(isDown: boolean): void {
  isPressed = isDown;
  if (isDown) return;
  const acts = [...waiting];
  waiting.clear();
  for (const act of acts) act();
}

/** Acts now, or after the press that is under way. */
export function afterPress(act: () => void): void {
  if (isPressed) waiting.add(act);
  else act();
}
