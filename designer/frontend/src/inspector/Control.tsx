/** Which control a value gets: by the widget its schema names, else by its type. */

import type { ComponentType } from "react";
import { Choice } from "./fields/Choice";
import { Choices } from "./fields/Choices";
import { Colour } from "./fields/Colour";
import { Expression } from "./fields/Expression";
import { Extensions } from "./fields/Extensions";
import { Lines } from "./fields/Lines";
import { Named } from "./fields/Named";
import { NumberField } from "./fields/NumberField";
import { Prompt } from "./fields/Prompt";
import { Rows } from "./fields/Rows";
import { Switch } from "./fields/Switch";
import { TextField } from "./fields/TextField";
import { Texts } from "./fields/Texts";
import { Variable } from "./fields/Variable";
import { type FieldProps, useForm } from "./form";
import { itemOf } from "./schema";

/** Plugs a field into the form: what a component's `x-widget` says, by name. */
const WIDGETS: Readonly<Record<string, ComponentType<FieldProps>>> = {
  expression: Expression,
  template: Expression,
  multiline: Lines,
  prompt: Prompt,
  variable: Variable,
  queue: Named,
  box: Named,
  extensions: Extensions,
  sound: Named,
  colour: Colour,
};

export function Control(props: FieldProps) {
  const { root } = useForm();
  const { schema } = props;
  const widget = schema["x-widget"];
  const Widget = typeof widget === "string" ? WIDGETS[widget] : undefined;
  if (Widget) return <Widget {...props} />;
  if (schema.enum) return <Choice {...props} />;
  if (schema.type === "boolean") return <Switch {...props} />;
  if (schema.type === "number" || schema.type === "integer") return <NumberField {...props} />;
  if (schema.type === "array") {
    const items = itemOf(schema, root);
    if (items.enum) return <Choices {...props} />;
    return items.type === "object" ? <Rows {...props} /> : <Texts {...props} />;
  }
  return <TextField {...props} />;
}
