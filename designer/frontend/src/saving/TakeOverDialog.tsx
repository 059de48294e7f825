/** Before one takes the drawing from somebody: from whom, and what becomes of their unsaved work. */

import type { components } from "@/api";
import { focusCanvas } from "@/canvas/navigation";
import { t } from "@/i18n";
import { Dialog } from "@/shell/Dialog";
import { announce } from "@/speech/announce";
import { useKeeping } from "./Keeper";
import { useLock } from "./lock";

interface Props {
  readonly lock: components["schemas"]["ShownLock"];
  /** Since when they have it, as a clock shows it. */
  readonly since: string;
  readonly onClose: () => void;
}

export function TakeOverDialog({ lock, since, onClose }: Props) {
  const { lock: keeper } = useKeeping();
  const name = lock.owner ?? "";
  const takeOver = async () => {
    onClose();
    await keeper.takeOver();
    if (!useLock.getState().lock?.is_mine) return;
    announce(t("saving:said_taken_over"));
    focusCanvas();
  };
  return (
    <Dialog
      title={lock.is_same_person ? t("saving:take_from_oneself") : t("saving:take_from", { name })}
      onClose={onClose}
    >
      <p>
        {lock.is_same_person
          ? t("saving:take_from_oneself_told", { since })
          : t("saving:take_from_told", { name, since })}
      </p>
      <p>
        {lock.is_same_person
          ? t("saving:unsaved_of_oneself_told")
          : t("saving:unsaved_of_others_told", { name })}
      </p>
      <div className="dialog-actions">
        <button type="button" className="saving-button" data-first onClick={onClose}>
          {t("revisions:cancel")}
        </button>
        <button type="button" className="shell-primary" onClick={() => void takeOver()}>
          {t("saving:take_over")}
        </button>
      </div>
    </Dialog>
  );
}
