/** How often a call may take a way back, at the output that it leaves. Taken as it is written. */

import { useEffect, useId, useRef, useState } from "react";
import { tell } from "@/canvas/notices";
import { REPEAT_LIMIT_MAX, repeatLimitOf, setRepeatLimit } from "@/document/connecting";
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
  const before = useRef(limit);
  useEffect(() => setText(String(limit)), [limit]);
  const step = `${output.source} ${output.key} limit`;
  const keep = (count: number) => editor.edit((document) => setRepeatLimit(document, output, count), step);
  const write = (written: string) => {
    setText(written);
    setRefusal("");
    const count = repeatLimitOf(written);
    if (count !== null) keep(count);
  };
  const leave = useLeaving(() => {
    if (!mayEdit) return;
    if (repeatLimitOf(text) === null && text !== String(limit)) return takeBack();
    editor.settle();
    before.current = limit;
  });
  const takeBack = () => {
    editor.takeBack(step);
    // Work of somebody else that came meanwhile had ended the step.
    keep(before.current);
    const told = t("inspector:limit_kept", { max: REPEAT_LIMIT_MAX, limit: before.current });
    setText(String(before.current));
    afterPress(() => setRefusal(told));
    tell(`${label}: ${told}`);
  };
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
          onFocus={() => {
            before.current = limit;
          }}
          onChange={(event) => write(event.currentTarget.value)}
          onKeyDown={({ key }) => {
            if (key === "Enter") leave();
          }}
          onBlur={leave}
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
