/** The colour of a note or a frame, by name, so that both themes can show it. */

import { t } from "@/i18n";
import { type FieldProps, useForm } from "../form";

const COLOURS = ["", "green", "blue", "red"] as const;

export function Colour({ id, path, value, label }: FieldProps) {
  const { change, isReadOnly } = useForm();
  return (
    <div className="inspector-colours" role="radiogroup" aria-label={label}>
      {COLOURS.map((colour) => (
        <label key={colour} title={t(`inspector:colour_${colour || "amber"}`)}>
          <input
            type="radio"
            name={id}
            aria-label={t(`inspector:colour_${colour || "amber"}`)}
            checked={(value ?? "") === colour}
            disabled={isReadOnly}
            onChange={() => change(path, colour)}
          />
          <span data-colour={colour} />
        </label>
      ))}
    </div>
  );
}
