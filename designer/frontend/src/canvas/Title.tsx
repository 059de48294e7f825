/** What a node is called, on the drawing; F2 or a double click lets it be written there. */

import { type FocusEvent, type KeyboardEvent, useState } from "react";
import { setTitle } from "@/document/params";
import type { ScenarioNode } from "@/document/types";
import { useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { announce } from "@/speech/announce";
import { editText, keepKeys, selectAll, stopEditing, useIsEdited } from "./texts";
import "./title.css";

const CHARS_MAX = 200;

export function Title({ node: { id, title } }: { node: ScenarioNode }) {
  const { mayEdit } = useWorkplace();
  const isEdited = useIsEdited(id);
  if (isEdited) return <Written id={id} title={title} />;
  // biome-ignore lint/a11y/noStaticElementInteractions: F2 does the same from the keyboard
  return <b onDoubleClick={mayEdit ? () => editText(id) : undefined}>{title}</b>;
}

/** Every letter is kept, all in one step of undo; nothing is the name of before, and Escape brings that back. */
function Written({ id, title }: { id: string; title: string }) {
  const { editor } = useWorkplace();
  const [before] = useState(title);
  const step = `${id} title`;
  const nameIn = (field: HTMLInputElement) => field.value.trim() || before;
  const keep = (name: string) => editor.edit((document) => setTitle(document, id, name), step);
  const end = (event: FocusEvent<HTMLInputElement>) => {
    const written = nameIn(event.currentTarget);
    editor.settle();
    stopEditing(event.relatedTarget);
    if (written !== before) announce(t("canvas:said_renamed", { title: written }));
  };
  const endWriting = (event: KeyboardEvent<HTMLInputElement>) => {
    keepKeys(event);
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") {
      event.currentTarget.value = before;
      editor.takeBack(step);
      // Work of somebody else that came meanwhile had ended the step.
      keep(before);
    }
    if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
  };
  return (
    <input
      ref={selectAll}
      className="canvas-rename nodrag nopan"
      aria-label={t("inspector:title")}
      defaultValue={before}
      maxLength={CHARS_MAX}
      onChange={(event) => keep(nameIn(event.currentTarget))}
      onBlur={end}
      onKeyDown={endWriting}
    />
  );
}
