/** The name of a variable, and another one for it everywhere. */

import { IconPencil } from "@tabler/icons-react";
import { type FormEvent, useRef, useState } from "react";
import type { ScenarioDocument } from "@/document/types";
import { useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { ServerProblem } from "@/server/client";
import { announce } from "@/speech/announce";

export type OnRename = (old: string, now: string) => void;

/** Renames everywhere in one step of undo; what the server refuses is said at the field. */
export function Rename({ name, onRename }: { name: string; onRename: OnRename }) {
  const { client, editor, page } = useWorkplace();
  const [text, setText] = useState(name);
  const [problem, setProblem] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const rename = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = text.trim();
    if (!wanted || wanted === name) return;
    // The button has nothing to do once the name is that, and would lose the keyboard.
    field.current?.focus();
    const before = editor.store.getState().document;
    try {
      const body = { document: before, old: name, new: wanted };
      const answer = await client.send<{ document: unknown; places: readonly unknown[] }>(
        "POST",
        "/expressions/rename",
        body,
      );
      // What was drawn while the server worked must not be lost.
      if (editor.store.getState().document !== before) setProblem(t("variables:changed_meanwhile"));
      else {
        editor.edit(() => answer.document as ScenarioDocument);
        onRename(name, wanted);
        announce(t("variables:said_renamed", { name: wanted, count: answer.places.length }));
      }
    } catch (error) {
      if (!(error instanceof ServerProblem)) throw error;
      setProblem(error.problem.message[page.language]);
    }
  };
  return (
    <form className="variables-row variables-rename" onSubmit={rename}>
      <label className="variables-grow">
        {t("variables:name")}
        <input
          ref={field}
          className="mono"
          value={text}
          aria-invalid={problem !== ""}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setProblem("");
          }}
        />
      </label>
      <button type="submit" className="canvas-tool" disabled={text.trim() === name || !text.trim()}>
        <IconPencil size={14} aria-hidden />
        {t("variables:rename")}
      </button>
      {problem ? (
        <p className="variables-problem" role="alert">
          {problem}
        </p>
      ) : null}
    </form>
  );
}
