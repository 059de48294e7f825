/** What a node is called, on the drawing; F2 or a double click lets it be written there. */

import type { FocusEvent, KeyboardEvent } from "react";
import { setTitle } from "@/document/params";
import type { ScenarioNode } from "@/document/types";
import { useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { announce } from "@/speech/announce";
import { editText, keepKeys, stopEditing, useEditedText } from "./texts";

const CHARS_MAX = 200;

export function Title({ node: { id, title } }: { node: ScenarioNode }) {
  const { editor, mayEdit } = useWorkplace();
  const isEdited = useEditedText((state) => state.node === id);
  // biome-ignore lint/a11y/noStaticElementInteractions: F2 does the same from the keyboard
  if (!isEdited) return <b onDoubleClick={mayEdit ? () => editText(id) : undefined}>{title}</b>;
  const save = (event: FocusEvent<HTMLInputElement>) => {
    const written = event.currentTarget.value.trim();
    stopEditing();
    if (!written || written === title) return;
    editor.edit((document) => setTitle(document, id, written));
    announce(t("canvas:said_renamed", { title: written }));
  };
  return (
    <input
      ref={selectAll}
      className="canvas-rename nodrag nopan"
      aria-label={t("inspector:title")}
      defaultValue={title}
      maxLength={CHARS_MAX}
      onBlur={save}
      onKeyDown={endWriting}
    />
  );
}

/** As it appears, and not again at each later picture of the node. */
function selectAll(field: HTMLInputElement | null): void {
  field?.select();
}

/** Enter saves, Escape leaves the name as it was. */
function endWriting(event: KeyboardEvent<HTMLInputElement>): void {
  keepKeys(event);
  if (event.nativeEvent.isComposing) return;
  if (event.key === "Escape") event.currentTarget.value = event.currentTarget.defaultValue;
  if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
}
