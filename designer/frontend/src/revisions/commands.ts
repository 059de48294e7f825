/** Commands while two versions are compared. */

import type { Command } from "@/commands/command";
import { leaveComparing, stepChange, useComparing } from "./comparing";

const comparing = (id: string, key: string, run: Command["run"]): Command => ({
  id,
  group: "compare",
  keys: [key],
  scope: "page",
  isPossible: () => useComparing.getState().comparison !== null,
  run,
});

export const COMPARING: readonly Command[] = [
  comparing("next_change", "N", (place) => stepChange(place, 1)),
  comparing("last_change", "P", (place) => stepChange(place, -1)),
  comparing("leave_comparing", "Escape", leaveComparing),
];
