/** A number, with comma or point. What is no number yet stays in the field and is said, it never becomes a silent 0. */

import { useEffect, useState } from "react";
import { t } from "@/i18n";
import { type FieldProps, useForm } from "../form";

export function NumberField({ id, path, schema, value, label, isRequired }: FieldProps) {
  const { change, settle, isReadOnly } = useForm();
  const stored = typeof value === "number" ? String(value) : "";
  const [text, setText] = useState(stored);
  useEffect(
    () => setText((written) => (numberOf(written) === numberOf(stored) ? written : stored)),
    [stored],
  );
  const isWrong = text.trim() !== "" && numberOf(text) === null;
  return (
    <>
      <input
        id={id}
        aria-label={label}
        aria-required={isRequired}
        className="inspector-number"
        inputMode="decimal"
        value={text}
        placeholder={schema.default === undefined ? "" : String(schema.default)}
        readOnly={isReadOnly}
        aria-invalid={isWrong}
        autoComplete="off"
        onChange={(event) => {
          const written = event.currentTarget.value;
          setText(written);
          const number = numberOf(written);
          if (number !== null) change(path, number, true);
          else if (written.trim() === "" && schema.default !== undefined) change(path, undefined, true);
        }}
        onBlur={settle}
      />
      {isWrong ? <p className="inspector-wrong">{t("inspector:no_number")}</p> : null}
    </>
  );
}

function numberOf(text: string): number | null {
  const plain = text.trim().replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}
