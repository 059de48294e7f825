/** Any of a few values; a stored one that is none of them can be seen and taken out. */

import type { Json } from "@/document/types";
import { useWords } from "@/editor/context";
import { type FieldProps, useForm } from "../form";
import { asList, choicesOf, choiceText, itemOf } from "../schema";
import { notAmongThem } from "./Choice";

export function Choices({ path, schema, value, label }: FieldProps) {
  const { root, change, isReadOnly } = useForm();
  const words = useWords();
  const known = choicesOf({ ...itemOf(schema, root), "x-choices": schema["x-choices"] ?? {} }).map((one) => ({
    value: one.value as Json,
    text: words(one.words) || one.value,
  }));
  const chosen = new Set(asList(value, schema));
  const strange = [...chosen].filter((stored) => !known.some((one) => one.value === stored));
  const choices = [
    ...known,
    ...strange.map((stored) => ({ value: stored, text: notAmongThem(choiceText(stored)) })),
  ];
  return (
    <div className="inspector-choices" role="group" aria-label={label}>
      {choices.map((choice) => (
        <label key={choiceText(choice.value)}>
          <input
            type="checkbox"
            checked={chosen.has(choice.value)}
            disabled={isReadOnly}
            onChange={(event) => {
              const isWanted = event.currentTarget.checked;
              const wanted = choices.filter((one) => (one === choice ? isWanted : chosen.has(one.value)));
              change(
                path,
                wanted.map((one) => one.value),
              );
            }}
          />
          {choice.text}
        </label>
      ))}
    </div>
  );
}
