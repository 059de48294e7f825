/** Any of a few values. */

import { useWords } from "@/editor/context";
import { type FieldProps, useForm } from "../form";
import { asList, choicesOf, itemOf } from "../schema";

export function Choices({ path, schema, value, label }: FieldProps) {
  const { root, change, isReadOnly } = useForm();
  const words = useWords();
  const choices = choicesOf({ ...itemOf(schema, root), "x-choices": schema["x-choices"] ?? {} });
  const chosen = new Set(asList(value, schema));
  return (
    <div className="inspector-choices" role="group" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value}>
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
          {words(choice.words) || choice.value}
        </label>
      ))}
    </div>
  );
}
