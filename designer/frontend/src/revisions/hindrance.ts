/** What keeps whoever may publish from doing it just now. */

import type { Workplace } from "@/editor/context";
import { t } from "@/i18n";
import { useLock } from "@/saving/lock";
import { useComparing } from "./comparing";

/** "" when nothing does. */
export function hindranceOfPublishing({ mayEdit }: Workplace): string {
  if (mayEdit) return "";
  if (useComparing.getState().comparison) return t("revisions:not_while_comparing");
  const { lock } = useLock.getState();
  if (!lock?.owner || lock.is_mine) return "";
  return lock.is_same_person
    ? t("saving:held_elsewhere_oneself")
    : t("saving:held_elsewhere", { name: lock.owner });
}
