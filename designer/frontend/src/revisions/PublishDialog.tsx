/** Publishing: what stands in the way, what is new since the published revision, and a note for those who come later. */

import { useMemo, useState } from "react";
import { focusCanvas } from "@/canvas/navigation";
import { tell } from "@/canvas/notices";
import { IssueLine } from "@/checks/IssueLine";
import { type ShownIssue, useChecks } from "@/checks/issues";
import { issueKey } from "@/checks/walking";
import { shownKey } from "@/commands/keys";
import { useEditor, useWords, useWorkplace } from "@/editor/context";
import { openOverlay } from "@/editor/view";
import { t } from "@/i18n";
import { useKeeping } from "@/saving/Keeper";
import { ServerProblem } from "@/server/client";
import { Dialog } from "@/shell/Dialog";
import { differenceOf, isNothing } from "./diff";
import { type Revision, readRevisions } from "./list";
import { NoNumber, wayToNumber } from "./NoNumber";
import { NoteField } from "./NoteField";
import { type Standing, useStanding } from "./standing";
import { toldInWords } from "./telling";
import "./revisions.css";

export function PublishDialog() {
  const place = useWorkplace();
  const words = useWords();
  const { autosave } = useKeeping();
  const { all, state } = useChecks();
  const [note, setNote] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const [refused, setRefused] = useState<readonly ShownIssue[]>([]);
  const errors = all.filter((issue) => issue.severity === "error");
  const blocking = errors.length > 0 ? errors : refused;
  const standing = useStanding();
  const hasNothingNew = useHasNothingNew(standing) && blocking.length === 0;
  const isBlocked = isBusy || errors.length > 0 || state === "asking";
  const close = () => openOverlay(null);

  const publish = async () => {
    setBusy(true);
    setProblem("");
    try {
      if (!(await autosave.flush())) return setProblem(t("revisions:not_saved"));
      const path = `/scenarios/${place.page.key}/publish`;
      const made = await place.client.send<Revision>("POST", path, { note, base: autosave.number });
      close();
      focusCanvas();
      const said = t("revisions:said_published", { number: made.number });
      if (standing?.hasNumber === false)
        tell(`${said}. ${t("revisions:no_number")}`, wayToNumber(place.page));
      else tell(said);
      await readRevisions(place);
    } catch (error) {
      if (!(error instanceof ServerProblem)) throw error;
      if (error.problem.code === "draft_conflict") {
        // Nothing of ours is unsaved here, so what others saved comes onto the drawing as it is.
        await autosave.follow();
        return setProblem(t("revisions:overtaken"));
      }
      setProblem(words(error.problem.message));
      setRefused(error.problem.issues.filter((issue) => issue.severity === "error"));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog title={t("revisions:publish_title", { name: place.page.name })} onClose={close}>
      <form
        className="revisions-dialog"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBlocked) void publish();
        }}
      >
        {blocking.length > 0 ? (
          <section>
            <h3 className="revisions-bad">{t("revisions:blocked", { count: blocking.length })}</h3>
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the buttons inside have the keyboard */}
            <ul className="checks revisions-errors" onClick={close}>
              {blocking.map((issue, index) => (
                <IssueLine key={issueKey(issue)} issue={issue} isCurrent={false} isFirst={index === 0} />
              ))}
            </ul>
          </section>
        ) : (
          <p>{t(hasNothingNew ? "revisions:nothing_new" : "revisions:publish_told")}</p>
        )}
        {blocking.length === 0 ? <Remarks onGo={close} /> : null}
        {standing && !hasNothingNew ? <News standing={standing} /> : null}
        {standing?.hasNumber === false ? <NoNumber /> : null}
        <NoteField
          label={t("revisions:note")}
          example={t("revisions:note_example")}
          note={note}
          onChange={setNote}
        />
        {problem ? (
          <p className="revisions-problem" role="alert">
            {problem}
          </p>
        ) : null}
        <div className="revisions-buttons">
          <button type="button" className="saving-button" onClick={close}>
            {t("revisions:cancel")}
          </button>
          <button
            type="submit"
            className={hasNothingNew ? "shell-primary shell-quiet" : "shell-primary"}
            title={shownKey("Mod+Enter")}
            disabled={isBlocked}
          >
            {t("commands:publish")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** What publishing does not wait for, folded: how much of it there is, and what it says. */
function Remarks({ onGo }: { onGo: () => void }) {
  const { all, counts } = useChecks();
  const severities = (["warning", "hint"] as const).filter((severity) => counts[severity] > 0);
  if (severities.length === 0) return null;
  const told = severities.map((severity) => t(`checks:count_${severity}`, { count: counts[severity] }));
  return (
    <details className="revisions-remarks">
      <summary className={counts.warning > 0 ? "revisions-warned" : ""}>
        {t("revisions:remarks", { counts: told.join(", ") })}
      </summary>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the buttons inside have the keyboard */}
      <ul className="checks revisions-errors" onClick={onGo}>
        {severities.flatMap((severity) =>
          all
            .filter((issue) => issue.severity === severity)
            .map((issue) => <IssueLine key={issueKey(issue)} issue={issue} isCurrent={false} />),
        )}
      </ul>
    </details>
  );
}

/** Whether callers walk what is drawn already. */
function useHasNothingNew(standing: Standing | null): boolean {
  const document = useEditor((state) => state.document);
  const published = standing?.published;
  return useMemo(() => !!published && isNothing(differenceOf(published, document)), [published, document]);
}

/** What is new since the revision that callers walk now. */
function News({ standing }: { standing: Standing }) {
  const document = useEditor((state) => state.document);
  const { published, isFirst } = standing;
  if (published === null)
    return <p className="revisions-lead">{t(isFirst ? "revisions:first" : "revisions:none_in_use")}</p>;
  const difference = differenceOf(published, document);
  // Said above, unless errors stand there.
  if (isNothing(difference)) return <p className="revisions-lead">{t("revisions:nothing_new")}</p>;
  return (
    <section>
      <h3>{t("revisions:news")}</h3>
      <ul className="revisions-news">
        {toldInWords(difference).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
