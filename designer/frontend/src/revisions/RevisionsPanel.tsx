/** The history of the scenario: the draft, every revision, which one callers walk; compare any two, go back to one. */

import { IconArrowBackUp, IconArrowsDiff, IconPencil, IconPhoneIncoming } from "@tabler/icons-react";
import { type ReactNode, useEffect, useState } from "react";
import { catchKeyboard } from "@/canvas/navigation";
import { useWords, useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { dateAndTime } from "@/i18n/times";
import { may } from "@/page";
import { ServerProblem } from "@/server/client";
import { announce } from "@/speech/announce";
import { Changes } from "./Changes";
import { compare, useComparing, type Version } from "./comparing";
import { type Revision, readDocument, readRevisions, useRevisions } from "./list";
import { RollBackDialog } from "./RollBackDialog";
import "./revisions.css";

const DRAFT = "draft";

export function RevisionsPanel() {
  const isComparing = useComparing((state) => state.comparison !== null);
  return isComparing ? <Changes /> : <History />;
}

function History() {
  useEffect(() => catchKeyboard, []);
  const place = useWorkplace();
  const words = useWords();
  const { list } = useRevisions();
  const [problem, setProblem] = useState("");
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [wanted, setWanted] = useState<Revision | null>(null);

  const guarded = async (work: () => Promise<unknown>) => {
    setProblem("");
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ServerProblem)) throw error;
      setProblem(words(error.problem.message));
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when the panel opens
  useEffect(() => void guarded(() => readRevisions(place)), []);

  const pick = (id: string) =>
    setPicked(picked.includes(id) ? picked.filter((known) => known !== id) : [...picked, id].slice(-2));
  const versionOf = async (id: string): Promise<Version> => {
    const revision = list?.find(({ hash }) => hash === id);
    return revision
      ? { name: numberOf(revision), document: await readDocument(place, id) }
      : { name: t("revisions:draft"), document: place.editor.store.getState().document };
  };
  const compareTwo = (one: string, other: string) =>
    guarded(async () => {
      // The draft is the latest, then the higher number.
      const rank = (id: string) => list?.find(({ hash }) => hash === id)?.number ?? Number.POSITIVE_INFINITY;
      const [earlier, later] = rank(one) < rank(other) ? [one, other] : [other, one];
      const [before, after] = await Promise.all([versionOf(earlier), versionOf(later)]);
      compare(before, after);
    });
  const takeIntoDraft = (revision: Revision) =>
    guarded(async () => {
      const document = await readDocument(place, revision.hash);
      place.editor.edit(() => document);
      announce(t("revisions:said_taken", { number: revision.number }));
    });

  if (problem && !list) return <p className="revisions-problem">{problem}</p>;
  if (!list) return <p className="revisions-none">{t("revisions:asking")}</p>;
  const published = list.find((revision) => revision.is_published);
  return (
    <div className="revisions">
      {list.length > 0 ? (
        <p className="revisions-lead">{t(published ? "revisions:lead" : "revisions:lead_unused")}</p>
      ) : null}
      {problem ? (
        <p className="revisions-problem" role="alert">
          {problem}
        </p>
      ) : null}
      <ul>
        <li className="revisions-item">
          <Pick id={DRAFT} name={t("revisions:draft")} picked={picked} onPick={pick} />
          <div>
            <b>{t("revisions:draft")}</b>
            <p>{t("revisions:draft_told")}</p>
            {published ? (
              <Act onClick={() => void compareTwo(DRAFT, published.hash)}>
                <IconArrowsDiff size={14} aria-hidden />
                {t("revisions:compare_published")}
              </Act>
            ) : null}
          </div>
        </li>
        {list.map((revision) => (
          <li key={revision.hash} className="revisions-item">
            <Pick id={revision.hash} name={numberOf(revision)} picked={picked} onPick={pick} />
            <div>
              <Facts revision={revision} />
              <span className="revisions-acts">
                <Act onClick={() => void compareTwo(revision.hash, DRAFT)}>
                  <IconArrowsDiff size={14} aria-hidden />
                  {t("revisions:compare_draft")}
                </Act>
                {place.mayEdit ? (
                  <Act onClick={() => void takeIntoDraft(revision)}>
                    <IconPencil size={14} aria-hidden />
                    {t("revisions:take")}
                  </Act>
                ) : null}
                {may(place.page, "scenario.publish") && !revision.is_published ? (
                  <Act onClick={() => setWanted(revision)}>
                    <IconArrowBackUp size={14} aria-hidden />
                    {t("revisions:roll_back")}
                  </Act>
                ) : null}
              </span>
            </div>
          </li>
        ))}
      </ul>
      {list.length === 0 ? <p className="revisions-none">{t("revisions:none")}</p> : null}
      <div className="revisions-foot">
        <button
          type="button"
          className="canvas-tool"
          disabled={picked.length < 2}
          onClick={() => void compareTwo(picked[0] ?? "", picked[1] ?? "")}
        >
          <IconArrowsDiff size={15} aria-hidden />
          {t("revisions:compare_picked")}
        </button>
      </div>
      {wanted ? <RollBackDialog revision={wanted} onClose={() => setWanted(null)} /> : null}
    </div>
  );
}

export function numberOf({ number }: Revision): string {
  return t("revisions:number", { number });
}

interface PickProps {
  readonly id: string;
  readonly name: string;
  readonly picked: readonly string[];
  readonly onPick: (id: string) => void;
}

function Pick({ id, name, picked, onPick }: PickProps) {
  return (
    <input
      type="checkbox"
      aria-label={t("revisions:pick", { name })}
      checked={picked.includes(id)}
      onChange={() => onPick(id)}
    />
  );
}

function Facts({ revision }: { revision: Revision }) {
  const { page } = useWorkplace();
  const scenario = useRevisions((state) => state.scenario);
  const when = dateAndTime(revision.created_at, page.language);
  const takes = [scenario?.is_main ? t("revisions:is_main") : "", ...(scenario?.routes ?? [])].filter(
    Boolean,
  );
  return (
    <>
      <span className="revisions-name">
        <b>{numberOf(revision)}</b>
        <span className="mono" title={t("revisions:hash_told")}>
          {revision.hash.slice(0, 8)}
        </span>
        {revision.is_published ? <span className="revisions-live">{t("revisions:published")}</span> : null}
      </span>
      <p>{revision.note || t("revisions:no_note")}</p>
      <small>{[revision.author || t("revisions:shell"), when].join(" · ")}</small>
      {revision.is_published ? (
        <small className="revisions-takes">
          <IconPhoneIncoming size={13} aria-hidden />
          {takes.length > 0 ? takes.join(", ") : t("revisions:no_numbers")}
        </small>
      ) : null}
    </>
  );
}

function Act({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className="revisions-act" onClick={onClick}>
      {children}
    </button>
  );
}
