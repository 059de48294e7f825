/** Commands over what the checks found; `commands/all.ts` takes them in. */

import type { Command } from "@/commands/command";
import { useChecks } from "./issues";
import { stepIssue } from "./walking";

const isAnythingWrong = () => useChecks.getState().all.length > 0;

export const ISSUE_COMMANDS: readonly Command[] = [
  {
    id: "next_issue",
    group: "page",
    keys: ["F8"],
    scope: "page",
    isPossible: isAnythingWrong,
    run: (place) => stepIssue(place, 1),
  },
  {
    id: "last_issue",
    group: "page",
    keys: ["Shift+F8"],
    scope: "page",
    isPossible: isAnythingWrong,
    run: (place) => stepIssue(place, -1),
  },
];
