/** Commands over what the checks found; `commands/all.ts` takes them in. */

import type { Command } from "@/commands/command";
import { t } from "@/i18n";
import { lateState, notYet, useChecks } from "./issues";
import { stepIssue } from "./walking";

const lackOfIssues = () => {
  const checks = useChecks.getState();
  if (checks.all.length > 0) return "";
  return t(checks.isKnown ? "checks:nothing_wrong" : notYet(lateState(checks)));
};

export const ISSUE_COMMANDS: readonly Command[] = [
  {
    id: "next_issue",
    group: "page",
    keys: ["F8"],
    scope: "page",
    hindrance: lackOfIssues,
    run: (place) => stepIssue(place, 1),
  },
  {
    id: "last_issue",
    group: "page",
    keys: ["Shift+F8"],
    scope: "page",
    hindrance: lackOfIssues,
    run: (place) => stepIssue(place, -1),
  },
];
