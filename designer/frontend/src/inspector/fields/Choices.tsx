/** Any of a few values. */

import { resolve } from "@/document/adding";
import { useWords } from "@/editor/context";
import { type FieldProps, useForm } from "../form";
import { choicesOf, type Schema } from "../schema";

export function Choices({ path, schema, value, label }: FieldProps) {
  const { root, change, isReadOnly } = useForm();
  const words = useWords();
  const items = resolve((schema.items ?? {}) as Schema, root);
  const choices = choicesOf({ ...items, "x-choices": schema["x-choices"] ?? {} });
  const chosen = (Array.isArray(value) ? value : (schema.default ?? [])) as readonly string[];
  return (
    <div className="inspector-choices" role="group" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="checkbox"
            checked={chosen.includes(choice.value)}
            disabled={isReadOnly}
            onChange={(event) => {
              const kept = chosen.filter((one) => one !== choice.value);
              change(path, event.currentTarget.checked ? [...kept, choice.value] : kept);
            }}
          />
          {words(choice.words) || choice.value}
        </label>
      ))}
    </div>
  );
}
