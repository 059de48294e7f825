/** How often a call may take a way back, on the wire itself; a click lets the number be changed. */

import { type FocusEvent, type KeyboardEvent, useState } from "react";
import { keepKeys } from "@/canvas/texts";
import { REPEAT_LIMIT_MAX, setRepeatLimit } from "@/document/connecting";
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
  const { editor, mayEdit } = useWorkplace();
  const [isEdited, setEdited] = useState(false);
  const save = (event: FocusEvent<HTMLInputElement>) => {
    setEdited(false);
    const count = Number.parseInt(event.currentTarget.value, 10);
    if (Number.isNaN(count) || count === limit) return;
    editor.edit((document) => setRepeatLimit(document, output, count));
    announce(t("wires:said_limit", { count: Math.min(REPEAT_LIMIT_MAX, Math.max(1, count)) }));
  };
  return (
    <div
      className={`wires-limit nodrag nopan${isSelected ? " wires-limit-selected" : ""}`}
      style={{ transform: `translate(-50%, -50%) translate(${place[0]}px, ${place[1]}px)` }}
    >
      {isEdited ? (
        <input
          ref={(field) => field?.select()}
          type="number"
          min={1}
          max={REPEAT_LIMIT_MAX}
          defaultValue={limit}
          aria-label={t("wires:limit")}
          onBlur={save}
          onKeyDown={endEditing}
        />
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

/** Enter saves, Escape leaves the number as it was. */
function endEditing(event: KeyboardEvent<HTMLInputElement>): void {
  keepKeys(event);
  if (event.key === "Escape") event.currentTarget.value = event.currentTarget.defaultValue;
  if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
}
