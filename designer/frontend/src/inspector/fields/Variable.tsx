/** The name of a variable that the node sets: an own one, or one that is there already. */

import { useEffect } from "react";
import { useVariables } from "../expressions/variables";
import { type FieldProps, useForm } from "../form";
import { beginNaming, endNaming } from "../naming";

export function Variable({ id, path, schema, value, label, isRequired }: FieldProps) {
  const { change, settle, isReadOnly } = useForm();
  const variables = useVariables();
  // A field that goes while it is written in has no blur.
  useEffect(() => endNaming, []);
  return (
    <>
      <input
        id={id}
        list={`${id}-variables`}
        className="mono"
        aria-label={label}
        aria-required={isRequired}
        value={typeof value === "string" ? value : ""}
        placeholder={typeof schema.default === "string" ? schema.default : ""}
        readOnly={isReadOnly}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          beginNaming();
          change(path, event.currentTarget.value, true);
        }}
        onBlur={() => {
          settle();
          endNaming();
        }}
      />
      <datalist id={`${id}-variables`}>
        {variables.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
