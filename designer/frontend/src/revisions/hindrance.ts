/** What keeps whoever may publish from doing it just now. */

import type { Workplace } from "@/editor/context";
import { t } from "@/i18n";
import { useLock } from "@/saving/lock";
import { type SavingFacts, useSaving } from "@/saving/state";
import { useComparing } from "./comparing";
import { useRevisions } from "./list";

/** "" when nothing does. What is merely not saved yet is saved by publishing. */
export function hindranceOfPublishing({ mayEdit }: Workplace): string {
  if (useRevisions.getState().scenario?.is_archived) return t("revisions:not_archived");
  if (mayEdit) return hindranceOfSaving(useSaving.getState());
  if (useComparing.getState().comparison) return t("revisions:not_while_comparing");
  const { lock } = useLock.getState();
  if (!lock?.owner || lock.is_mine) return "";
  return lock.is_same_person
    ? t("saving:held_elsewhere_oneself")
    : t("saving:held_elsewhere", { name: lock.owner });
}

/** Why edits cannot be on the server. */
function hindranceOfSaving({ kind, refusal }: SavingFacts): string {
  switch (kind) {
    case "offline":
      return t("revisions:not_offline");
    case "conflict":
      return t("revisions:not_while_conflict");
    case "refused":
      return t(refusal?.kind === "log_in" ? "revisions:not_logged_in" : "revisions:not_refused");
    default:
      return "";
  }
}
