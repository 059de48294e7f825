/** What a person must know of how their work is kept, over the drawing: each card goes when it is dealt with. */

import { IconGitMerge, IconHistory, IconLock, IconLogin, IconTrash, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { focusCanvas } from "@/canvas/navigation";
import { useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { may } from "@/page";
import { announce } from "@/speech/announce";
import { useKeeping } from "./Keeper";
import { useSaving } from "./state";
import { toldLeft, toldMerged, toldRefusal } from "./told";
import "./saving.css";

const REFUSAL_ICONS = { log_in: IconLogin, role: IconLock, gone: IconTrash, problem: IconX };

export function SavingCards() {
  return (
    <>
      <Refused />
      <Left />
      <Restored />
      <Merged />
    </>
  );
}

function Refused() {
  const { page } = useWorkplace();
  const refusal = useSaving((state) => state.refusal);
  if (!refusal) return null;
  const Icon = REFUSAL_ICONS[refusal.kind];
  return (
    <Card icon={<Icon size={16} aria-hidden />} isBad>
      {toldRefusal(refusal, page)}
      {refusal.kind === "log_in" ? <Leading to="/login/">{t("saving:log_in")}</Leading> : null}
      {refusal.kind === "gone" && may(page, "scenario.create") ? (
        <Leading to="/scenarios/new/">{t("saving:new_scenario")}</Leading>
      ) : null}
    </Card>
  );
}

/** In a tab of its own: what is not saved stays here. */
function Leading({ to, children }: { to: string; children: ReactNode }) {
  return (
    <a className="saving-button" href={to} target="_blank" rel="noreferrer">
      {children}
    </a>
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
  const restored = useSaving((state) => state.restored);
  if (!restored) return null;
  return (
    <Card icon={<IconHistory size={16} aria-hidden />}>
      {t("saving:restored")}
      {mayEdit ? (
        <button
          type="button"
          className="saving-button"
          onClick={() => {
            editor.edit(() => restored.over);
            announce(t("saving:said_discarded"));
            focusCanvas();
          }}
        >
          {t("saving:discard")}
        </button>
      ) : null}
      <Close onClose={() => useSaving.setState({ restored: null })} />
    </Card>
  );
}

function Merged() {
  const { page } = useWorkplace();
  const merged = useSaving((state) => state.mergedFrom);
  if (!merged) return null;
  return (
    <Card icon={<IconGitMerge size={16} aria-hidden />}>
      {toldMerged(merged, page)}
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
