/** What a person must know of how their work is kept, over the drawing: each card goes when it is dealt with. */

import { IconGitMerge, IconHistory, IconLogin, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { focusCanvas } from "@/canvas/navigation";
import { useWords, useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { announce } from "@/speech/announce";
import { useKeeping } from "./Keeper";
import { useSaving } from "./state";
import { toldLeft } from "./told";
import "./saving.css";

export function SavingCards() {
  return (
    <div className="saving-cards">
      <Refused />
      <Left />
      <Restored />
      <Merged />
    </div>
  );
}

function Refused() {
  const words = useWords();
  const refusal = useSaving((state) => state.refusal);
  if (!refusal) return null;
  if (refusal.kind === "problem")
    return (
      <Card icon={<IconX size={16} aria-hidden />} isBad>
        {t("saving:refused")} {words(refusal.words)}
      </Card>
    );
  return (
    <Card icon={<IconLogin size={16} aria-hidden />} isBad>
      {t("saving:log_in_told")}
      <a className="saving-button" href="/login/" target="_blank" rel="noreferrer">
        {t("saving:log_in")}
      </a>
    </Card>
  );
}

/** Until this window may draw, the work of an earlier visit cannot come back. */
function Left() {
  const { page } = useWorkplace();
  const at = useSaving((state) => state.leftAt);
  if (at === null) return null;
  return (
    <Card icon={<IconHistory size={16} aria-hidden />}>
      {toldLeft(at, page)}
      <Close onClose={() => useSaving.setState({ leftAt: null })} />
    </Card>
  );
}

function Restored() {
  const { editor } = useKeeping();
  const { mayEdit } = useWorkplace();
  const found = useSaving((state) => state.restoredOver);
  if (!found) return null;
  return (
    <Card icon={<IconHistory size={16} aria-hidden />}>
      {t("saving:restored")}
      {mayEdit ? (
        <button
          type="button"
          className="saving-button"
          onClick={() => {
            editor.edit(() => found);
            announce(t("saving:said_discarded"));
            focusCanvas();
          }}
        >
          {t("saving:discard")}
        </button>
      ) : null}
      <Close onClose={() => useSaving.setState({ restoredOver: null })} />
    </Card>
  );
}

function Merged() {
  const { page } = useWorkplace();
  const merged = useSaving((state) => state.mergedFrom);
  if (!merged) return null;
  return (
    <Card icon={<IconGitMerge size={16} aria-hidden />}>
      {merged.name === page.user.name
        ? t("saving:merged_with_oneself", { count: merged.count })
        : t("saving:merged", { ...merged, name: merged.name || t("saving:somebody") })}
      <Close onClose={() => useSaving.setState({ mergedFrom: null })} />
    </Card>
  );
}

function Card({ icon, isBad = false, children }: { icon: ReactNode; isBad?: boolean; children: ReactNode }) {
  return (
    <div className={isBad ? "saving-card saving-card-bad" : "saving-card"}>
      {icon}
      {children}
    </div>
  );
}

function Close({ onClose }: { onClose: () => void }) {
  return (
    <button type="button" className="saving-close" aria-label={t("shell:close")} onClick={onClose}>
      <IconX size={14} aria-hidden />
    </button>
  );
}
