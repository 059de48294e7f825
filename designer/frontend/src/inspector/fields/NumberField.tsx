/**
 * A number, with comma or point. What is no number yet stays in the field and is said, it never becomes a silent 0. When
 * the field is left so, the number that was there before comes back, which is said too.
 */

import { useEffect, useState } from "react";
import { tell } from "@/canvas/notices";
import { t } from "@/i18n";
import { afterPress } from "../after_press";
import { type FieldProps, useForm } from "../form";
import { useSpot } from "../Spot";
import { useLeaving } from "../useLeaving";

export function NumberField({ id, path, schema, value, label, isRequired }: FieldProps) {
  const { change, settle, isReadOnly } = useForm();
  const { refuse } = useSpot();
  const usual = schema.default === undefined ? "" : String(schema.default);
  const stored = typeof value === "number" ? String(value) : "";
  const [text, setText] = useState(stored);
  useEffect(() => {
    setText((written) => (numberOf(written) === numberOf(stored) ? written : stored));
    refuse(null);
  }, [stored, refuse]);
  const isWrong = text.trim() !== "" && numberOf(text) === null;
  const leave = useLeaving(() => {
    settle();
    const kept = stored || usual;
    const isTaken = numberOf(text) === numberOf(stored) && !isWrong;
    if (isTaken || kept === "") return;
    const told = t("inspector:number_kept", { number: kept });
    setText(stored);
    afterPress(() => refuse(told));
    tell(`${label}: ${told}`);
  });
  return (
    <input
      id={id}
      aria-label={label}
      aria-required={isRequired}
      className="inspector-number"
      inputMode="decimal"
      value={text}
      placeholder={usual}
      readOnly={isReadOnly}
      aria-invalid={isWrong}
      autoComplete="off"
      onChange={(event) => {
        const written = event.currentTarget.value;
        const number = numberOf(written);
        const isEmpty = written.trim() === "";
        setText(written);
        refuse(number === null && !isEmpty ? t("inspector:no_number") : null);
        if (number !== null) change(path, number, true);
        else if (isEmpty && schema.default !== undefined) change(path, undefined, true);
      }}
      onBlur={leave}
    />
  );
}

function numberOf(text: string): number | null {
  const plain = text.trim().replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}
