/** How often a call may take a way back, on the wire itself; a click lets the number be changed, kept as it is written. */

import { type FocusEvent, type KeyboardEvent, useEffect, useState } from "react";
import { giveBack } from "@/canvas/navigation";
import { tell } from "@/canvas/notices";
import { keepKeys, selectAll } from "@/canvas/texts";
import { REPEAT_LIMIT_MAX, repeatLimitOf, setRepeatLimit, targetOf } from "@/document/connecting";
import type { OutputRef, Point } from "@/document/types";
import { useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { announce } from "@/speech/announce";

interface Props {
  readonly output: OutputRef;
  readonly limit: number;
  readonly place: Point;
  readonly isSelected: boolean;
}

export function RepeatLimit({ output, limit, place, isSelected }: Props) {
  const { mayEdit } = useWorkplace();
  const [isEdited, setEdited] = useState(false);
  useEffect(() => {
    if (!mayEdit) setEdited(false);
  }, [mayEdit]);
  return (
    <div
      className={`wires-limit nodrag nopan${isSelected ? " wires-limit-selected" : ""}`}
      style={{ transform: `translate(-50%, -50%) translate(${place[0]}px, ${place[1]}px)` }}
    >
      {isEdited && mayEdit ? (
        <Written output={output} limit={limit} onEnd={() => setEdited(false)} />
      ) : (
        <button
          type="button"
          tabIndex={-1}
          disabled={!mayEdit}
          title={t("wires:limit_help")}
          onClick={() => setEdited(true)}
        >
          {t("wires:at_most", { count: limit })}
        </button>
      )}
    </div>
  );
}

interface WrittenProps extends Pick<Props, "output" | "limit"> {
  readonly onEnd: () => void;
}

/** All that is written is one step of undo; Escape, and what is no count, bring the number of before back. */
function Written({ output, limit, onEnd }: WrittenProps) {
  const { editor } = useWorkplace();
  const [before] = useState(limit);
  const step = `${output.source} ${output.key} limit`;
  const keep = (count: number) => editor.edit((document) => setRepeatLimit(document, output, count), step);
  const write = (text: string) => {
    const count = repeatLimitOf(text);
    if (count !== null) keep(count);
  };
  const takeBack = () => {
    editor.takeBack(step);
    // Work of somebody else that came meanwhile had ended the step.
    keep(before);
  };
  const end = ({ currentTarget: { value, validity }, relatedTarget }: FocusEvent<HTMLInputElement>) => {
    const isRefused = value !== String(before) && repeatLimitOf(value) === null;
    // The browser shows what is no number at all, and gives nothing.
    const isEmpty = value === "" && !validity.badInput;
    if (isRefused) takeBack();
    const count = targetOf(editor.store.getState().document, output)?.limit ?? before;
    if (count === before) editor.takeBack(step);
    editor.settle();
    onEnd();
    giveBack(relatedTarget);
    if (count !== before) announce(t("wires:said_limit", { count }));
    if (isRefused && !isEmpty)
      tell(`${t("wires:limit")}: ${t("inspector:limit_kept", { max: REPEAT_LIMIT_MAX, limit: before })}`);
  };
  const endWriting = (event: KeyboardEvent<HTMLInputElement>) => {
    keepKeys(event);
    if (event.key === "Escape") {
      takeBack();
      event.currentTarget.value = String(before);
    }
    if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
  };
  return (
    <input
      ref={selectAll}
      type="number"
      min={1}
      max={REPEAT_LIMIT_MAX}
      defaultValue={before}
      aria-label={t("wires:limit")}
      onChange={(event) => write(event.currentTarget.value)}
      onBlur={end}
      onKeyDown={endWriting}
    />
  );
}
