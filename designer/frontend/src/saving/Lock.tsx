/** Whoever else draws this scenario, in the bar's row, with a way to take over. Nothing while it is this window. */

import { IconLock } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { catchKeyboard } from "@/canvas/navigation";
import { useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { clockTime } from "@/i18n/times";
import { may } from "@/page";
import { announce } from "@/speech/announce";
import { useLock } from "./lock";
import { TakeOverDialog } from "./TakeOverDialog";
import "./saving.css";

export function Lock() {
  const { page } = useWorkplace();
  const { lock, isLost } = useLock();
  const [isAsking, setAsking] = useState(false);
  const isHeld = lock !== null && lock.owner !== null && !lock.is_mine;
  const since = lock?.since ? clockTime(lock.since, page.language) : "";
  const text = !isHeld
    ? ""
    : lock.is_same_person
      ? t(isLost ? "saving:lost_to_oneself" : "saving:held_by_oneself")
      : t(isLost ? "saving:lost_to" : "saving:held_by", { name: lock.owner, since });
  useEffect(() => {
    if (text) announce(text);
  }, [text]);
  // What could be written in a moment ago may be gone or off.
  useEffect(() => {
    if (isLost) catchKeyboard();
  }, [isLost]);
  if (!isHeld) return null;
  return (
    <>
      <div className="saving-lock">
        <IconLock size={15} aria-hidden />
        <span title={text}>{text}</span>
        {may(page, "scenario.edit") ? (
          <button type="button" className="saving-button" onClick={() => setAsking(true)}>
            {t(isLost ? "saving:take_back" : "saving:take_over")}
          </button>
        ) : null}
      </div>
      {isAsking ? <TakeOverDialog lock={lock} since={since} onClose={() => setAsking(false)} /> : null}
    </>
  );
}
