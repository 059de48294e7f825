/** The fields of an object, each with its label, unit, help and what is wrong with it. */

import { IconRotate } from "@tabler/icons-react";
import { memo, useId } from "react";
import type { Json, Params } from "@/document/types";
import { useWords } from "@/editor/context";
import { t } from "@/i18n";
import { Control } from "./Control";
import { useForm } from "./form";
import { Spot } from "./Spot";
import { type Field, fieldsOf, isShown, type Path, pathText, type Schema, wordsOf } from "./schema";
import { Wrong } from "./Wrong";

interface Props {
  readonly schema: Schema;
  readonly path: Path;
  readonly values: Params;
  /** Fields that are shown elsewhere, such as a row's id. */
  readonly without?: ReadonlySet<string>;
}

const GROUP_WIDGETS: ReadonlySet<string> = new Set(["colour", "extensions"]);
const NONE: ReadonlySet<string> = new Set();

export const Fields = memo(function Fields({ schema, path, values, without = NONE }: Props) {
  const { root } = useForm();
  const fields = fieldsOf(schema, root);
  return fields
    .filter((field) => !without.has(field.name) && isShown(field, values, fields))
    .map((field) => <FieldView key={field.name} field={field} path={path} value={values[field.name]} />);
});

interface FieldViewProps {
  readonly field: Field;
  readonly path: Path;
  readonly value: Json | undefined;
}

/** Paths are made anew by every render of a row; what counts is what they say. */
function isSameField(before: FieldViewProps, after: FieldViewProps): boolean {
  return (
    before.field === after.field &&
    before.value === after.value &&
    pathText(before.path) === pathText(after.path)
  );
}

const FieldView = memo(function FieldView({ field, path, value }: FieldViewProps) {
  const { change, isReadOnly } = useForm();
  const words = useWords();
  const id = useId();
  const own = [...path, field.name];
  const label = words(wordsOf(field.schema, "label")) || field.name;
  const help = words(wordsOf(field.schema, "help"));
  // A list and a choice are groups that name themselves: a label would rename the first control in them.
  const isGroup =
    field.schema.type === "array" ||
    "enum" in field.schema ||
    GROUP_WIDGETS.has(String(field.schema["x-widget"]));
  const unit = field.schema["x-unit"];
  const isSwitch = field.schema.type === "boolean";
  const canReset = !isReadOnly && value !== undefined && !field.isRequired && path.length === 0;
  const control = (
    <Control
      path={own}
      schema={field.schema}
      value={value}
      label={label}
      id={id}
      isRequired={field.isRequired}
    />
  );
  return (
    <Spot path={own} className={`inspector-field${isSwitch ? " inspector-field-switch" : ""}`}>
      <div className="inspector-label">
        {isGroup ? <span>{label}</span> : <label htmlFor={id}>{label}</label>}
        {field.isRequired ? (
          <span className="inspector-required" title={t("inspector:required")}>
            <span aria-hidden>*</span>
            <span className="sr">{t("inspector:required")}</span>
          </span>
        ) : null}
        {canReset ? (
          <button
            type="button"
            className="inspector-reset"
            title={t("inspector:reset")}
            aria-label={t("inspector:reset_named", { label })}
            onClick={() => change(own, undefined)}
          >
            <IconRotate size={13} aria-hidden />
          </button>
        ) : null}
      </div>
      {unit ? (
        <div className="inspector-measured">
          {control}
          <span className="inspector-unit">{t(`inspector:unit_${unit}`)}</span>
        </div>
      ) : (
        control
      )}
      {help ? <p className="inspector-hint">{help}</p> : null}
      <Wrong path={own} />
    </Spot>
  );
}, isSameField);
