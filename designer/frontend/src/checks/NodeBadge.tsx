/** The worst that the checks say of a node, on its corner. Hints leave no mark: a drawing full of marks says nothing. */

import { useWords } from "@/editor/context";
import { t } from "@/i18n";
import { type ShownIssue, useIssues, useIssuesAmong } from "./issues";
import { SeverityIcon } from "./SeverityIcon";
import "./checks.css";

export function NodeBadge({ id }: { id: string }) {
  return <Badge issues={useIssues(id)} />;
}

/** The worst of all that a collapsed frame hides. */
export function InsideBadge({ nodes }: { nodes: readonly string[] }) {
  return <Badge issues={useIssuesAmong(nodes)} />;
}

function Badge({ issues: all }: { issues: readonly ShownIssue[] }) {
  const words = useWords();
  const issues = all.filter((issue) => issue.severity !== "hint");
  const worst = issues.find((issue) => issue.severity === "error") ?? issues[0];
  if (!worst) return null;
  const text = issues.map((issue) => words(issue.message)).join("\n");
  return (
    <span
      className={`checks-badge checks-badge-${worst.severity}`}
      role="img"
      aria-label={`${t(`checks:one_${worst.severity}`)}: ${text}`}
      title={text}
    >
      <SeverityIcon severity={worst.severity} size={15} />
    </span>
  );
}
