/** Which extensions may be dialled: none, any, or those of masks, which are written. */

import { useState } from "react";
import { t } from "@/i18n";
import { type FieldProps, useForm } from "../form";
import { TextField } from "./TextField";

const KINDS = ["none", "all", "masks"] as const;
type Kind = (typeof KINDS)[number];

export function Extensions(props: FieldProps) {
  const { id, path, schema, value, label } = props;
  const { change, isReadOnly } = useForm();
  const stored = String(value ?? schema.default ?? "");
  const kind: Kind = stored === "none" || stored === "all" ? stored : "masks";
  // What was written comes back when masks are wanted again.
  const [masks, setMasks] = useState(kind === "masks" ? stored : "");
  const choose = (wanted: Kind) => {
    if (kind === "masks") setMasks(stored);
    change(path, wanted === "masks" ? masks : wanted);
  };
  return (
    <>
      <div className="inspector-choice" role="radiogroup" aria-label={label}>
        {KINDS.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name={`${id}-kind`}
              checked={one === kind}
              disabled={isReadOnly}
              onChange={() => choose(one)}
            />
            <span>{t(`inspector:extensions_${one}`)}</span>
          </label>
        ))}
      </div>
      {kind === "masks" ? (
        <div className="inspector-below">
          <TextField {...props} schema={{ ...schema, default: "1XX, 20X" }} />
        </div>
      ) : null}
    </>
  );
}
