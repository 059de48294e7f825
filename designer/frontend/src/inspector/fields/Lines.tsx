/** A text of several lines without expressions in it. */

import { type FieldProps, useForm } from "../form";

export function Lines({ id, path, value, label, isRequired }: FieldProps) {
  const { change, settle, isReadOnly } = useForm();
  return (
    <textarea
      id={id}
      aria-label={label}
      aria-required={isRequired}
      rows={4}
      value={typeof value === "string" ? value : ""}
      readOnly={isReadOnly}
      onChange={(event) => change(path, event.currentTarget.value, true)}
      onBlur={settle}
    />
  );
}
