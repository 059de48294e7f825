/** The other pages of the installation, by the names that they have in its menu. */

import { may } from "@/page";
import { saveNow } from "@/saving/keeping";
import type { Command } from "./command";

/** `action`: what its reader has to be allowed. */
const opening = (place: string, path: string, action: string): Command => ({
  id: `open_${place}`,
  group: "places",
  keys: [],
  scope: "page",
  isPossible: ({ page }) => may(page, action),
  run: () => void leaveFor(path),
});

async function leaveFor(path: string): Promise<void> {
  await saveNow();
  location.assign(path);
}

export const PLACES: readonly Command[] = [
  opening("scenarios", "/", "scenario.view"),
  opening("numbers", "/numbers/", "route.view"),
  opening("map", "/map/", "scenario.view"),
  opening("calls", "/calls/", "call.view"),
  opening("live", "/live/", "notification.view"),
];
