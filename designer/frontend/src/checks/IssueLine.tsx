/** One issue: where, what, how to mend it; a click goes there, a button mends what can be mended by itself. */

import { useLayoutEffect, useRef } from "react";
import { catchKeyboard } from "@/canvas/navigation";
import { useEditor, useWords, useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { may } from "@/page";
import { applyFix, canFix, type Fix } from "./fixing";
import type { ShownIssue } from "./issues";
import { SeverityIcon } from "./SeverityIcon";
import { goToIssue } from "./walking";

interface Props {
  readonly issue: ShownIssue;
  readonly isCurrent: boolean;
  /** Whether a dialog begins at it. */
  readonly isFirst?: boolean;
}

export function IssueLine({ issue, isCurrent, isFirst = false }: Props) {
  const place = useWorkplace();
  const words = useWords();
  return (
    <li className={isCurrent ? "checks-line checks-line-current" : "checks-line"}>
      <button
        type="button"
        className="checks-go"
        data-first={isFirst || undefined}
        aria-current={isCurrent}
        onClick={() => goToIssue(place, issue)}
      >
        <SeverityIcon severity={issue.severity} />
        <span>
          <IssueText issue={issue} />
          <small>{words(issue.fix)}</small>
        </span>
      </button>
      <div className="checks-fixes">
        <FixButtons issue={issue} />
        <WayOut issue={issue} />
      </div>
    </li>
  );
}

/** What is wrong, with the name of the node that it is wrong in where the server does not say it. */
export function IssueText({ issue }: { issue: ShownIssue }) {
  const words = useWords();
  const title = useEditor((state) => state.document.nodes.find((node) => node.id === issue.node)?.title);
  const text = words(issue.message);
  return (
    <span className="checks-text">
      {title && !text.includes(title) ? <b>{title}: </b> : null}
      {text}
    </span>
  );
}

const PAGES: ReadonlyMap<string, { permission: string; address: string; words: string }> = new Map([
  ["unverified_name", { permission: "connection.view", address: "/connect/", words: "checks:connect" }],
  ["forbidden_number", { permission: "dial_rule.view", address: "/dial_rules/", words: "checks:dial_rules" }],
]);

/** The page on which an issue is mended that the drawing cannot mend. */
function WayOut({ issue }: { issue: ShownIssue }) {
  const { page } = useWorkplace();
  const found = PAGES.get(issue.code);
  if (!found || !may(page, found.permission)) return null;
  return (
    <a className="checks-fix" href={found.address} target="_blank" rel="noreferrer">
      {t(found.words)}
    </a>
  );
}

export function FixButtons({ issue, max = 3 }: { issue: ShownIssue; max?: number }) {
  const place = useWorkplace();
  const words = useWords();
  if (!place.mayEdit) return null;
  return issue.fixes
    .filter(canFix)
    .slice(0, max)
    .map((fix) => <FixButton key={`${fix.code} ${words(fix.title)}`} fix={fix} />);
}

function FixButton({ fix }: { fix: Fix }) {
  const place = useWorkplace();
  const words = useWords();
  const button = useRef<HTMLButtonElement>(null);
  // It goes with its issue, once the server has checked again. A layout effect ends while it is still there.
  useLayoutEffect(
    () => () => {
      if (button.current?.matches(":focus")) catchKeyboard();
    },
    [],
  );
  return (
    <button
      ref={button}
      type="button"
      className="checks-fix"
      onClick={({ detail }) => {
        // By the second click of a double one another row, or another fix, may have come under the pointer.
        if (detail < 2) void applyFix(place, fix);
      }}
    >
      {words(fix.title)}
    </button>
  );
}
