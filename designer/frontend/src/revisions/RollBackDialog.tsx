/** Going back to an earlier revision: says what it does before it does it. */

import { useState } from "react";
import { useWords, useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { ServerProblem } from "@/server/client";
import { Dialog } from "@/shell/Dialog";
import { announce } from "@/speech/announce";
import { type Revision, readRevisions } from "./list";
import { NoteField } from "./NoteField";

export function RollBackDialog({ revision, onClose }: { revision: Revision; onClose: () => void }) {
  const place = useWorkplace();
  const words = useWords();
  const [note, setNote] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const { number, hash } = revision;
  const rollBack = async () => {
    setBusy(true);
    try {
      await place.client.send("POST", `/scenarios/${place.page.key}/roll_back`, { hash, note });
      announce(t("revisions:said_rolled_back", { number }));
      onClose();
      await readRevisions(place);
    } catch (error) {
      if (!(error instanceof ServerProblem)) throw error;
      setProblem(
        [error.problem.message, ...error.problem.issues.map((issue) => issue.message)].map(words).join(" "),
      );
      setBusy(false);
    }
  };
  return (
    <Dialog title={t("revisions:roll_back_to", { number })} onClose={onClose}>
      <div className="revisions-dialog">
        <p>{t("revisions:roll_back_told", { number })}</p>
        <NoteField
          label={t("revisions:note_why")}
          example={t("revisions:note_why_example")}
          note={note}
          onChange={setNote}
        />
        {problem ? (
          <p className="revisions-problem" role="alert">
            {problem}
          </p>
        ) : null}
        <div className="revisions-buttons">
          <button type="button" className="saving-button" onClick={onClose}>
            {t("revisions:cancel")}
          </button>
          <button type="button" className="shell-primary" disabled={isBusy} onClick={() => void rollBack()}>
            {t("revisions:roll_back_do", { number })}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
