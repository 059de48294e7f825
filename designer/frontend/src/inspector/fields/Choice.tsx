/** One of a few values: side by side when they are short, else a list to open. A stored value that is none of them is shown. */

import { useState } from "react";
import { useWords } from "@/editor/context";
import { t } from "@/i18n";
import { type FieldProps, useForm } from "../form";
import { choicesOf, choiceText } from "../schema";

const SIDE_BY_SIDE_CHARS = 30;

export function Choice({ id, path, schema, value, label }: FieldProps) {
  const { change, isReadOnly } = useForm();
  const words = useWords();
  const known = choicesOf(schema).map((choice) => ({
    value: choice.value,
    text: words(choice.words) || choice.value,
  }));
  const chosen = choiceText(value ?? schema.default ?? "");
  const isKnown = known.some((choice) => choice.value === chosen);
  const choices = isKnown ? known : [{ value: chosen, text: notAmongThem(chosen) }, ...known];
  // Once it is a list it stays one: whoever chooses from it by key is not thrown out by the first step.
  const [isList, setList] = useState(false);
  if (!isKnown && !isList) setList(true);
  const isShort =
    isKnown &&
    !isList &&
    choices.length <= 3 &&
    choices.reduce((sum, { text }) => sum + text.length, 0) <= SIDE_BY_SIDE_CHARS;
  if (!isShort)
    return (
      <select
        id={id}
        aria-label={label}
        value={chosen}
        disabled={isReadOnly}
        aria-invalid={!isKnown}
        onChange={(event) => change(path, event.currentTarget.value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.text}
          </option>
        ))}
      </select>
    );
  return (
    <div className="inspector-choice" role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="radio"
            name={id}
            checked={choice.value === chosen}
            disabled={isReadOnly}
            onChange={() => change(path, choice.value)}
          />
          <span>{choice.text}</span>
        </label>
      ))}
    </div>
  );
}

/** What stands for a value that is no choice: hidden, it would look as if the first one were stored. */
export function notAmongThem(value: string): string {
  return value ? t("inspector:no_choice", { value }) : t("inspector:nothing_chosen");
}
