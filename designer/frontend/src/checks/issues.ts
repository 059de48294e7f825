/** What the server's checks say of the drawing, by node; each node renders again only when its own change. */

import { useMemo } from "react";
import { create } from "zustand";
import type { components } from "@/api";
import type { Words } from "@/document/catalogue";
import { isSame } from "@/document/same";
import { quoted } from "@/i18n/quotes";
import { useComparing } from "@/revisions/comparing";

export type ShownIssue = components["schemas"]["ShownIssue"];
export type Severity = ShownIssue["severity"];
export type Checked = components["schemas"]["DraftChecked"];

export const SEVERITIES: readonly Severity[] = ["error", "warning", "hint"];

interface Issues {
  /** In the order of the flow, as the server gives them. */
  readonly all: readonly ShownIssue[];
  readonly byNode: ReadonlyMap<string, readonly ShownIssue[]>;
  readonly counts: Readonly<Record<Severity, number>>;
  /** The proven most steps of a call; null while nothing is proven. */
  readonly bound: number | null;
  /** `asking`: the answer for the last edit is under way. `unreached`: the server does not answer. `logged_out`: it tells nothing to who is not logged in. */
  readonly state: "asking" | "told" | "unreached" | "logged_out";
  /** Whether the server has ever answered: until then nobody knows whether anything is wrong. */
  readonly isKnown: boolean;
}

const NONE: readonly ShownIssue[] = [];

export const useChecks = create<Issues>(() => ({
  all: NONE,
  byNode: new Map(),
  counts: { error: 0, warning: 0, hint: 0 },
  bound: null,
  state: "asking",
  isKnown: false,
}));

/** The issues of one node; the same list while they say the same. Nodes that are compared are those of other drawings. */
export function useIssues(node: string): readonly ShownIssue[] {
  const isComparing = useComparing((state) => state.comparison !== null);
  return useChecks((state) => (isComparing ? NONE : (state.byNode.get(node) ?? NONE)));
}

/** The issues of several nodes that are shown as one. */
export function useIssuesAmong(nodes: readonly string[]): readonly ShownIssue[] {
  const isComparing = useComparing((state) => state.comparison !== null);
  const byNode = useChecks((state) => state.byNode);
  return useMemo(
    () => (isComparing ? NONE : nodes.flatMap((node) => byNode.get(node) ?? NONE)),
    [isComparing, byNode, nodes],
  );
}

export function useIssueCounts(): Readonly<Record<Severity, number>> {
  return useChecks((state) => state.counts);
}

/** Why nothing new is known. Unlike the state, which is `asking` after each letter, it seldom changes. */
export function lateState({ state }: Issues): "unreached" | "logged_out" | null {
  return state === "unreached" || state === "logged_out" ? state : null;
}

/** What stands instead of what is wrong before the server has said it for the first time. */
export function notYet(late: ReturnType<typeof lateState>): string {
  if (late === "logged_out") return "checks:not_checked_logged_out";
  return late === "unreached" ? "checks:not_checked" : "checks:checking";
}

/** Takes in what the server answered. */
export function tellChecked({ issues, bound }: Pick<Checked, "issues" | "bound">): void {
  const { byNode, all, counts: before } = useChecks.getState();
  const count = (severity: Severity) => issues.filter((issue) => issue.severity === severity).length;
  const counts = { error: count("error"), warning: count("warning"), hint: count("hint") };
  useChecks.setState({
    all: isSame(all, issues) ? all : issues,
    byNode: groupedByNode(issues, byNode),
    counts: isSame(before, counts) ? before : counts,
    bound,
    state: "told",
    isKnown: true,
  });
}

/** Calls a node by its new name wherever an issue names it. */
export function renameInIssues(from: string, to: string): void {
  const { all, byNode } = useChecks.getState();
  const renamed = (words: Words): Words => ({
    ru: words.ru.replaceAll(quoted(from, "ru"), quoted(to, "ru")),
    en: words.en.replaceAll(quoted(from, "en"), quoted(to, "en")),
  });
  const issues = all.map((issue) => ({ ...issue, message: renamed(issue.message) }));
  if (isSame(issues, all)) return;
  useChecks.setState({ all: issues, byNode: groupedByNode(issues, byNode) });
}

/** Each node keeps its list while it says the same. */
function groupedByNode(issues: readonly ShownIssue[], before: Issues["byNode"]): Issues["byNode"] {
  const found = new Map<string, ShownIssue[]>();
  for (const issue of issues) {
    if (!issue.node) continue;
    const own = found.get(issue.node);
    if (own) own.push(issue);
    else found.set(issue.node, [issue]);
  }
  return new Map(
    [...found].map(([node, own]) => {
      const known = before.get(node);
      return [node, known && isSame(known, own) ? known : own] as const;
    }),
  );
}
