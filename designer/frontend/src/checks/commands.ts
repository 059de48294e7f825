/** Commands over what the checks found; `commands/all.ts` takes them in. */

import type { Command } from "@/commands/command";

export const ISSUE_COMMANDS: readonly Command[] = [];
