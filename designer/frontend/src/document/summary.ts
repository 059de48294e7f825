/**
 * What a node does, in one line, with its actual parameters: `CALLED ID := calledID()`, «Пришло: {{ CALLED ID }}». Rows
 * that are outputs are left out: they are shown below it, all of them.
 */

import { quoted } from "@/i18n/quotes";
import { withUnit } from "@/i18n/units";
import { resolve } from "./adding";
import type { Catalogue, Language } from "./catalogue";
import type { Json, ScenarioNode } from "./types";

type Schema = { readonly [key: string]: Json };
const PARTS_MAX = 3;
const CHARS_MAX = 80;
const SEPARATOR = " · ";

const written = {
  ru: new WeakMap<ScenarioNode, readonly string[]>(),
  en: new WeakMap<ScenarioNode, readonly string[]>(),
};

export function summary(node: ScenarioNode, catalogue: Catalogue, language: Language): string {
  return shortened(partsIn(node, catalogue, language));
}

/** The same with nothing left out, for whoever reads it on paper or searches in it. */
export function wholeSummary(node: ScenarioNode, catalogue: Catalogue, language: Language): string {
  return partsIn(node, catalogue, language).join(SEPARATOR);
}

function partsIn(node: ScenarioNode, catalogue: Catalogue, language: Language): readonly string[] {
  const known = written[language].get(node);
  if (known !== undefined) return known;
  const component = catalogue.get(node.type);
  const schema = component?.params as Schema | undefined;
  const { [component?.rows_of ?? ""]: _, ...params } = node.params;
  const parts = schema ? partsOf(schema, params, schema, language) : [];
  written[language].set(node, parts);
  return parts;
}

function shortened(parts: readonly string[]): string {
  const text = parts.slice(0, PARTS_MAX).join(SEPARATOR);
  return text.length > CHARS_MAX ? `${text.slice(0, CHARS_MAX - 1)}…` : text;
}

/** The texts of a value, in the order of its schema. */
function partsOf(schema: Schema, value: Json, root: Schema, language: Language): string[] {
  const resolved = resolve(schema, root);
  if (typeof value === "string") return value.trim() ? [told(resolved, value, language)] : [];
  if (Array.isArray(value))
    return value.flatMap((item) => partsOf((resolved.items ?? {}) as Schema, item, root, language));
  if (typeof value !== "object" || value === null) return [];
  const fields = value as { readonly [key: string]: Json };
  const properties = propertiesFor(resolved, fields, root);
  const { variable, value: given } = fields;
  if (typeof variable === "string" && typeof given === "string" && variable)
    return [`${variable} := ${given}`];
  return Object.keys(properties)
    .filter((name) => name !== "id" && name in fields && !("enum" in resolve(properties[name] ?? {}, root)))
    .flatMap((name) => partsOf(properties[name] ?? {}, fields[name] ?? null, root, language));
}

function told({ "x-widget": widget, "x-unit": unit }: Schema, text: string, language: Language): string {
  const line = text.split(/\s+/).join(" ").trim();
  return widget === "template" || widget === "multiline"
    ? quoted(line, language)
    : withUnit(line, unit, language);
}

/** The properties of an object; of one of several kinds those of the kind that has its keys. */
function propertiesFor(schema: Schema, fields: { readonly [key: string]: Json }, root: Schema) {
  const kinds = ((schema.oneOf ?? []) as readonly Schema[]).map((kind) => resolve(kind, root));
  const fitting = kinds.find((kind) =>
    ((kind.required ?? []) as readonly string[]).every((name) => name in fields),
  );
  return ((fitting ?? schema).properties ?? {}) as { readonly [key: string]: Schema };
}
