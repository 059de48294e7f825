/** The name of a variable that the node sets: an own one, or one that is there already. */

import { useVariables } from "../expressions/variables";
import { type FieldProps, useForm } from "../form";

export function Variable({ id, path, schema, value, label }: FieldProps) {
  const { change, settle, isReadOnly } = useForm();
  const variables = useVariables();
  return (
    <>
      <input
        id={id}
        list={`${id}-variables`}
        className="mono"
        aria-label={label}
        value={typeof value === "string" ? value : ""}
        placeholder={typeof schema.default === "string" ? schema.default : ""}
        readOnly={isReadOnly}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => change(path, event.currentTarget.value, true)}
        onBlur={settle}
      />
      <datalist id={`${id}-variables`}>
        {variables.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
