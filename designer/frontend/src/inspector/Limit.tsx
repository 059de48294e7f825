/** How often a call may take a way back, at the output that it leaves. Taken when the field is left, or by Enter. */

import { useEffect, useId, useState } from "react";
import { tell } from "@/canvas/notices";
import { REPEAT_LIMIT_MAX, setRepeatLimit } from "@/document/connecting";
import type { OutputRef } from "@/document/types";
import { useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { afterPress } from "./after_press";
import { useLeaving } from "./useLeaving";

interface Props {
  readonly output: OutputRef;
  readonly limit: number;
  readonly label: string;
}

export function Limit({ output, limit, label }: Props) {
  const { editor, mayEdit } = useWorkplace();
  const id = useId();
  const [text, setText] = useState(String(limit));
  const [refusal, setRefusal] = useState("");
  useEffect(() => setText(String(limit)), [limit]);
  const take = useLeaving(() => {
    if (!mayEdit) return;
    const count = countOf(text);
    if (count !== null) {
      editor.edit((document) => setRepeatLimit(document, output, count));
      return;
    }
    const told = t("inspector:limit_kept", { max: REPEAT_LIMIT_MAX, limit });
    setText(String(limit));
    afterPress(() => setRefusal(told));
    tell(`${label}: ${told}`);
  });
  return (
    <>
      <label className="inspector-limit" title={t("inspector:limit_told")}>
        ↺
        <input
          inputMode="numeric"
          autoComplete="off"
          value={text}
          readOnly={!mayEdit}
          aria-label={t("inspector:limit", { label })}
          aria-describedby={refusal ? id : undefined}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setRefusal("");
          }}
          onKeyDown={({ key }) => {
            if (key === "Enter") take();
          }}
          onBlur={take}
        />
      </label>
      {refusal ? (
        <p id={id} className="inspector-wrong inspector-limit-wrong">
          {refusal}
        </p>
      ) : null}
    </>
  );
}

/** Null for what is no count of repeats. */
function countOf(text: string): number | null {
  const count = /^\d+$/.test(text.trim()) ? Number(text) : 0;
  return count >= 1 && count <= REPEAT_LIMIT_MAX ? count : null;
}
