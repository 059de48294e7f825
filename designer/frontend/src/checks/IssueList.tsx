/** Everything that the checks found, by severity; filtered by severity and by words. */

import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { fits } from "@/document/seeking";
import { useEditor, useWords } from "@/editor/context";
import { useLater } from "@/editor/later";
import { t } from "@/i18n";
import { IssueLine } from "./IssueLine";
import {
  lateState,
  notYet,
  SEVERITIES,
  type Severity,
  type ShownIssue,
  useChecks,
  useIssueCounts,
} from "./issues";
import { SeverityIcon } from "./SeverityIcon";
import { issueKey, useCurrentIssue } from "./walking";

const NO_SEVERITIES: ReadonlySet<Severity> = new Set();

export function IssueList() {
  const all = useChecks((checks) => checks.all);
  const counts = useIssueCounts();
  const isKnown = useChecks((checks) => checks.isKnown);
  const late = useLater(useChecks, lateState);
  const current = useCurrentIssue((state) => state.key);
  const nodes = useEditor((state) => state.document.nodes);
  const words = useWords();
  const [hidden, setHidden] = useState(NO_SEVERITIES);
  const [text, setText] = useState("");
  const titleOf = (issue: ShownIssue) => nodes.find((node) => node.id === issue.node)?.title ?? "";
  const shown = all.filter(
    (issue) => !hidden.has(issue.severity) && fits(`${titleOf(issue)} ${words(issue.message)}`, text),
  );
  const nothing = all.length === 0 ? "checks:nothing_wrong" : "shell:nothing_found";
  const toggle = (severity: Severity) => {
    const rest = new Set(hidden);
    if (!rest.delete(severity)) rest.add(severity);
    setHidden(rest);
  };
  return (
    <section className="checks-list" id="checks-list" aria-label={t("checks:list")}>
      <div className="checks-filter">
        {SEVERITIES.map((severity) => (
          <button
            key={severity}
            type="button"
            className={counts[severity] === 0 ? "checks-none-of-it" : undefined}
            aria-pressed={!hidden.has(severity)}
            onClick={() => toggle(severity)}
          >
            <SeverityIcon severity={severity} />
            {t(`checks:count_${severity}`, { count: counts[severity] })}
          </button>
        ))}
        <label>
          <IconSearch size={14} aria-hidden />
          <input
            type="search"
            value={text}
            placeholder={t("checks:search")}
            aria-label={t("checks:search")}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </label>
      </div>
      {SEVERITIES.map((severity) => {
        const group = shown.filter((issue) => issue.severity === severity);
        return group.length === 0 ? null : (
          <div key={severity}>
            <h3>{t(`checks:group_${severity}`)}</h3>
            <ul>
              {group.map((issue) => (
                <IssueLine key={issueKey(issue)} issue={issue} isCurrent={issueKey(issue) === current} />
              ))}
            </ul>
          </div>
        );
      })}
      {shown.length === 0 ? <p className="checks-none">{t(isKnown ? nothing : notYet(late))}</p> : null}
    </section>
  );
}
