/** The line of truth at the bottom: what is wrong, the first thing to mend, how long a call can get. */

import {
  IconCheck,
  IconChevronDown,
  IconChevronUp,
  IconLoader2,
  IconLogin,
  IconWifiOff,
} from "@tabler/icons-react";
import { useWorkplace } from "@/editor/context";
import { useLater } from "@/editor/later";
import { useView } from "@/editor/view";
import { t } from "@/i18n";
import { useComparing } from "@/revisions/comparing";
import { FixButtons, IssueText } from "./IssueLine";
import { IssueList } from "./IssueList";
import { lateState, notYet, SEVERITIES, useChecks, useIssueCounts } from "./issues";
import { goToIssue, sorted } from "./walking";
import "./checks.css";

export function StatusBar() {
  const isOpen = useView((state) => state.isIssueListOpen);
  const bound = useChecks((state) => state.bound);
  const isKnown = useChecks((state) => state.isKnown);
  const late = useLater(useChecks, lateState);
  const isComparing = useComparing(({ comparison }) => comparison !== null);
  return (
    <section className="designer-status checks" data-panel="status" aria-label={t("checks:label")}>
      {isOpen ? <IssueList /> : null}
      <div className="checks-bar">
        <button
          type="button"
          className="checks-counts"
          aria-expanded={isOpen}
          aria-controls="checks-list"
          onClick={() => useView.setState({ isIssueListOpen: !isOpen })}
        >
          <StateIcon />
          {isKnown ? <Counts /> : <span>{t(notYet(late))}</span>}
          {isOpen ? <IconChevronDown size={14} aria-hidden /> : <IconChevronUp size={14} aria-hidden />}
        </button>
        {isComparing ? <span className="checks-mute">{t("checks:of_draft")}</span> : null}
        {isOpen ? <span className="checks-grow" /> : <First />}
        {late && isKnown ? <span className="checks-mute">{t(`checks:${late}`)}</span> : null}
        {bound === null ? null : (
          <span className="checks-bound" title={t("checks:bound_told")}>
            {t("checks:bound", { count: bound })}
          </span>
        )}
      </div>
    </section>
  );
}

function Counts() {
  const counts = useIssueCounts();
  const shown = SEVERITIES.filter((severity) => severity !== "hint" || counts.hint > 0);
  return shown.map((severity) => (
    <span key={severity} className={counts[severity] > 0 ? `checks-${severity}` : ""}>
      {t(`checks:count_${severity}`, { count: counts[severity] })}
    </span>
  ));
}

function First() {
  const place = useWorkplace();
  const issue = sorted(useChecks((state) => state.all)).find(({ severity }) => severity !== "hint");
  if (!issue) return <span className="checks-grow" />;
  return (
    <span className="checks-first">
      <button type="button" onClick={() => goToIssue(place, issue)}>
        <IssueText issue={issue} />
      </button>
      <FixButtons issue={issue} max={1} />
    </span>
  );
}

function StateIcon() {
  const state = useLater(useChecks, (checks) => checks.state);
  const counts = useIssueCounts();
  if (state === "unreached") return <IconWifiOff size={14} className="checks-mute" aria-hidden />;
  if (state === "logged_out") return <IconLogin size={14} className="checks-mute" aria-hidden />;
  if (state === "asking") return <IconLoader2 size={14} className="checks-mute" aria-hidden />;
  if (counts.error > 0) return <span className="checks-dot checks-dot-error" aria-hidden />;
  if (counts.warning > 0) return <span className="checks-dot checks-dot-warning" aria-hidden />;
  return <IconCheck size={14} className="checks-good" aria-hidden />;
}
