/** From issue to issue: the node comes into view, and the very field when there is one. */

import { create } from "zustand";
import { focusCanvas, goToNode } from "@/canvas/navigation";
import type { Workplace } from "@/editor/context";
import { offerInspector } from "@/editor/panels";
import { showParam, useView } from "@/editor/view";
import { t } from "@/i18n";
import { announce } from "@/speech/announce";
import { type ShownIssue, useChecks } from "./issues";

/** The issue that was gone to last. */
export const useCurrentIssue = create<{ readonly key: string | null }>(() => ({ key: null }));

export function issueKey({ code, node, output, param, offset }: ShownIssue): string {
  return [code, node, output, param, offset].map((part) => part ?? "").join(" ");
}

export function goToIssue(place: Workplace, issue: ShownIssue): void {
  useCurrentIssue.setState({ key: issueKey(issue) });
  announce(`${t(`checks:one_${issue.severity}`)}: ${issue.message[place.page.language]}`);
  if (!issue.node) return;
  useView.setState({ main: "drawing" });
  goToNode(place, issue.node);
  if (issue.param) showParam(issue.node, issue.param);
  else {
    offerInspector();
    if (issue.output) place.editor.focus(issue.node, issue.output);
    focusCanvas();
  }
}

/** The next one in the order of the list: errors first. */
export function stepIssue(place: Workplace, direction: 1 | -1): void {
  const issues = sorted(useChecks.getState().all);
  if (issues.length === 0) {
    announce(t("checks:nothing_wrong"));
    return;
  }
  const at = issues.findIndex((issue) => issueKey(issue) === useCurrentIssue.getState().key);
  const start = direction > 0 ? 0 : issues.length - 1;
  const next = issues[at < 0 ? start : (at + direction + issues.length) % issues.length];
  if (next) goToIssue(place, next);
}

/** Errors, warnings, hints; each in the order of the flow. */
export function sorted(issues: readonly ShownIssue[]): readonly ShownIssue[] {
  const rank = { error: 0, warning: 1, hint: 2 };
  return [...issues].sort((a, b) => rank[a.severity] - rank[b.severity]);
}
