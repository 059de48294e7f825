/** Whoever else draws this scenario, with a way to take over. Nothing is shown while it is this window. */

import { IconLock } from "@tabler/icons-react";
import { useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { may } from "@/page";
import { useKeeping } from "./Keeper";
import { useLock } from "./lock";

export function Lock() {
  const { page } = useWorkplace();
  const { lock: keeper } = useKeeping();
  const { lock, isLost } = useLock();
  if (!lock?.owner || lock.is_mine) return null;
  const since = lock.since ? time(lock.since, page.language) : "";
  const text = lock.is_same_person
    ? t(isLost ? "saving:lost_to_oneself" : "saving:held_by_oneself")
    : t(isLost ? "saving:lost_to" : "saving:held_by", { name: lock.owner, since });
  return (
    <div className="saving-card" role="status">
      <IconLock size={16} aria-hidden />
      <span>{text}</span>
      {may(page, "scenario.edit") ? (
        <button type="button" className="saving-button" onClick={() => void keeper.takeOver()}>
          {t(isLost ? "saving:take_back" : "saving:take_over")}
        </button>
      ) : null}
    </div>
  );
}

function time(at: string, language: string): string {
  return new Date(at).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
}
