/** A short text. */

import { type FieldProps, useForm } from "../form";

export function TextField({ id, path, schema, value, label, isRequired }: FieldProps) {
  const { change, settle, isReadOnly } = useForm();
  const isKeys = typeof schema.pattern === "string" && /^\^\(?\[0-9/.test(schema.pattern);
  return (
    <input
      id={id}
      aria-label={label}
      aria-required={isRequired}
      className={isKeys ? "mono inspector-keys" : ""}
      value={typeof value === "string" ? value : ""}
      placeholder={typeof schema.default === "string" ? schema.default : ""}
      maxLength={typeof schema.maxLength === "number" ? schema.maxLength : undefined}
      readOnly={isReadOnly}
      autoComplete="off"
      onChange={(event) => change(path, event.currentTarget.value, true)}
      onBlur={settle}
    />
  );
}
