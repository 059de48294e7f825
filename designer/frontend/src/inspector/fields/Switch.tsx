/** Yes or no. */

import { type FieldProps, useForm } from "../form";

export function Switch({ id, path, schema, value, label }: FieldProps) {
  const { change, isReadOnly } = useForm();
  return (
    <input
      id={id}
      type="checkbox"
      className="inspector-switch"
      aria-label={label}
      checked={(value ?? schema.default) === true}
      disabled={isReadOnly}
      onChange={(event) => change(path, event.currentTarget.checked)}
    />
  );
}
