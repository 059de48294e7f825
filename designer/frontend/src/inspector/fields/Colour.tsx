/** The colour of a note or a frame, by name, so that both themes can show it. */

import { t } from "@/i18n";
import { type FieldProps, useForm } from "../form";

const COLOURS = ["", "green", "blue", "red"] as const;
/** A frame that nobody coloured is grey, a note yellow. */
const plainOf = (type: string) => (type === "frame" ? "grey" : "amber");

export function Colour({ id, path, value, label }: FieldProps) {
  const { change, component, isReadOnly } = useForm();
  const nameOf = (colour: string) => t(`inspector:colour_${colour || plainOf(component.type)}`);
  return (
    <div className="inspector-colours" role="radiogroup" aria-label={label}>
      {COLOURS.map((colour) => (
        <label key={colour} title={nameOf(colour)}>
          <input
            type="radio"
            name={id}
            aria-label={nameOf(colour)}
            checked={(value ?? "") === colour}
            disabled={isReadOnly}
            onChange={() => change(path, colour)}
          />
          <span data-colour={colour || plainOf(component.type)} />
        </label>
      ))}
    </div>
  );
}
