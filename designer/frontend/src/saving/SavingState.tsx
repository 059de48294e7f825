/** How the draft is kept, and whether calls walk it, in a few words of the top bar. */

import { IconAlertTriangle, IconCloudCheck, IconCloudOff, IconCloudUp } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useWorkplace } from "@/editor/context";
import { useLater } from "@/editor/later";
import { t } from "@/i18n";
import { timeAgo } from "@/i18n/times";
import { type PublishedState, usePublished } from "@/revisions/published";
import { type SavingKind, useSaving } from "./state";
import "./saving.css";

const ICONS = {
  saved: IconCloudCheck,
  dirty: IconCloudUp,
  saving: IconCloudUp,
  offline: IconCloudOff,
  conflict: IconAlertTriangle,
  refused: IconAlertTriangle,
};
const LOOK_MS = 30_000;

export function SavingState() {
  const { page, mayEdit } = useWorkplace();
  const kind = useLater(useSaving, (state) => state.kind);
  const at = useLater(useSaving, (state) => state.at);
  const isLoose = useLater(useSaving, (state) => state.kind === "offline" && !state.isJournaled);
  const published = usePublished((state) => state.state);
  const now = useMinutes();
  const isBad = kind === "offline" || kind === "conflict" || kind === "refused";
  if (!mayEdit && !isBad) return null;
  const Icon = ICONS[kind];
  const ago = timeAgo(at, now, page.language) ?? t("saving:just_now");
  const told = kind === "saved" && published !== "unknown" ? t(`saving:${published}_told`) : undefined;
  return (
    <span className={`saving-state${isBad ? " saving-state-bad" : ""}`} data-saving={kind} title={told}>
      <Icon size={15} aria-hidden />
      <span className="saving-words">{kind === "saved" ? saved(published, ago) : words(kind, isLoose)}</span>
    </span>
  );
}

function saved(published: PublishedState, ago: string): string {
  if (published === "same") return t("saving:state_published");
  return t(published === "edited" ? "saving:state_edited" : "saving:state_saved", { ago });
}

function words(kind: Exclude<SavingKind, "saved">, isLoose: boolean): string {
  if (kind === "offline") return t(isLoose ? "saving:offline_loose" : "saving:offline_kept");
  return t(`saving:state_${kind}`);
}

/** The time, looked at twice a minute. */
function useMinutes(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
