/** The changes between two versions as a list to walk over; of a changed node every field, old and new. */

import { IconArrowRight, IconX } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { catchKeyboard } from "@/canvas/navigation";
import { useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { type Change, goToChange, leaveComparing, markOf, useComparing } from "./comparing";
import type { Mark } from "./diff";
import { movedInWords, nodeTitle, outputName, shown, toldField, toldLed } from "./telling";

export function Changes() {
  const { comparison, at } = useComparing();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => catchKeyboard, []);
  useEffect(() => {
    list.current?.querySelector(`[data-at="${at}"]`)?.scrollIntoView({ block: "nearest" });
  }, [at]);
  if (!comparison) return null;
  const { before, after, changes } = comparison;
  const lines = changes.map((change, index) => (
    <Line key={`${change.kind} ${change.id}`} change={change} index={index} isCurrent={index === at} />
  ));
  const weighty = changes.filter((change) => markOf(change) !== "moved").length;
  return (
    <div className="revisions">
      <div className="revisions-head">
        <h2>
          {before.name} <IconArrowRight size={15} aria-hidden /> {after.name}
        </h2>
        <button type="button" className="saving-button" onClick={leaveComparing}>
          <IconX size={14} aria-hidden />
          {t("revisions:leave")}
        </button>
      </div>
      <p className="revisions-lead">
        {changes.length === 0 ? t("revisions:same") : t("revisions:differences", { count: changes.length })}
        {changes.length === 0 ? null : (
          <span className="revisions-keys">
            <kbd>N</kbd> <kbd>P</kbd> {t("revisions:keys_walk")} <kbd>Esc</kbd> {t("revisions:keys_leave")}
          </span>
        )}
      </p>
      <ul ref={list}>
        {lines.slice(0, weighty)}
        {weighty < lines.length ? (
          <Moves lines={lines.slice(weighty)} isWalked={(at ?? 0) >= weighty} />
        ) : null}
      </ul>
    </div>
  );
}

/** What was only moved, folded until somebody wants it or walks into it. */
function Moves({ lines, isWalked }: { lines: readonly ReactNode[]; isWalked: boolean }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <li>
      <details open={isOpen || isWalked} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="revisions-moves">{t("revisions:only_moved", { count: lines.length })}</summary>
        <ul>{lines}</ul>
      </details>
    </li>
  );
}

function Line({ change, index, isCurrent }: { change: Change; index: number; isCurrent: boolean }) {
  const place = useWorkplace();
  return (
    <li data-at={index}>
      <button
        type="button"
        className={isCurrent ? "revisions-change revisions-change-current" : "revisions-change"}
        aria-current={isCurrent}
        onClick={() => goToChange(place, index)}
      >
        <Told change={change} />
      </button>
    </li>
  );
}

function MarkSign({ mark }: { mark: Mark }) {
  return <span className={`revisions-mark revisions-mark-${mark}`}>{t(`revisions:mark_${mark}`)}</span>;
}

function Told({ change }: { change: Change }) {
  if (change.kind === "node") return <NodeTold change={change.node} />;
  if (change.kind === "wire") return <WireTold change={change.wire} />;
  const { path, before, after } = change.other;
  const name = path.replace(/^variables\./, "");
  return (
    <>
      <span className="revisions-title">
        <MarkSign mark={markOf(change)} />
        <b>{name === path ? t("revisions:property", { name }) : t("revisions:variable", { name })}</b>
      </span>
      <OldNew label="" before={shown(before)} after={shown(after)} />
    </>
  );
}

function NodeTold({ change }: { change: Extract<Change, { kind: "node" }>["node"] }) {
  const { catalogue, page } = useWorkplace();
  const node = change.after ?? change.before;
  const component = node ? catalogue.get(node.type) : undefined;
  const versions = [change.after, change.before];
  return (
    <>
      <span className="revisions-title">
        <MarkSign mark={change.mark} />
        <b>{node?.title}</b>
        <span className="revisions-kind">{component?.title[page.language] ?? node?.type}</span>
      </span>
      {change.fields.map((field) =>
        field.path === "position" || field.path === "size" ? (
          <span key={field.path} className="revisions-field">
            {movedInWords(field)}
          </span>
        ) : (
          <OldNew key={field.path} {...toldField(field, component, versions, page.language)} />
        ),
      )}
    </>
  );
}

function WireTold({ change }: { change: Extract<Change, { kind: "wire" }>["wire"] }) {
  const { catalogue, page } = useWorkplace();
  const comparison = useComparing((state) => state.comparison);
  const documents = comparison ? [comparison.after.document, comparison.before.document] : [];
  const output = outputName(change.output, catalogue, page.language, ...documents);
  return (
    <>
      <span className="revisions-title">
        <MarkSign mark={change.mark} />
        <b>{nodeTitle(change.output.source, ...documents)}</b>
        <span className="revisions-kind">{t("revisions:output", { title: output })}</span>
      </span>
      <OldNew
        label=""
        before={toldLed(change.before, ...documents)}
        after={toldLed(change.after, ...documents)}
      />
    </>
  );
}

function OldNew({ label, before, after }: { label: string; before: string; after: string }) {
  return (
    <span className="revisions-field">
      {label ? <span className="revisions-label">{label}</span> : null}
      <del>{before}</del>
      <span className="sr">{t("revisions:became")}</span>
      <ins>{after}</ins>
    </span>
  );
}
