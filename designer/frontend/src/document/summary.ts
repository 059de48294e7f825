/** What a node does, in one line, with its actual parameters: `CALLED ID := calledID()`, «Пришло: {{ CALLED ID }}». */

import { resolve } from "./adding";
import type { Catalogue } from "./catalogue";
import type { Json, ScenarioNode } from "./types";

type Schema = { readonly [key: string]: Json };
const PARTS_MAX = 3;
const CHARS_MAX = 80;

const written = new WeakMap<ScenarioNode, string>();

export function summary(node: ScenarioNode, catalogue: Catalogue): string {
  const known = written.get(node);
  if (known !== undefined) return known;
  const schema = catalogue.get(node.type)?.params as Schema | undefined;
  const text = schema ? shortened(partsOf(schema, node.params as Json, schema)) : "";
  written.set(node, text);
  return text;
}

function shortened(parts: readonly string[]): string {
  const text = parts.slice(0, PARTS_MAX).join(" · ");
  return text.length > CHARS_MAX ? `${text.slice(0, CHARS_MAX - 1)}…` : text;
}

/** The texts of a value, in the order of its schema. */
function partsOf(schema: Schema, value: Json, root: Schema): string[] {
  const resolved = resolve(schema, root);
  if (typeof value === "string") return value.trim() ? [quoted(resolved["x-widget"], value)] : [];
  if (Array.isArray(value))
    return value.flatMap((item) => partsOf((resolved.items ?? {}) as Schema, item, root));
  if (typeof value !== "object" || value === null) return [];
  const fields = value as { readonly [key: string]: Json };
  const properties = propertiesFor(resolved, fields, root);
  const { variable, value: given } = fields;
  if (typeof variable === "string" && typeof given === "string" && variable)
    return [`${variable} := ${given}`];
  return Object.keys(properties)
    .filter((name) => name !== "id" && name in fields && !("enum" in resolve(properties[name] ?? {}, root)))
    .flatMap((name) => partsOf(properties[name] ?? {}, fields[name] ?? null, root));
}

function quoted(widget: Json | undefined, text: string): string {
  const line = text.split(/\s+/).join(" ").trim();
  return widget === "template" || widget === "multiline" ? `«${line}»` : line;
}

/** The properties of an object; of one of several kinds those of the kind that has its keys. */
function propertiesFor(schema: Schema, fields: { readonly [key: string]: Json }, root: Schema) {
  const kinds = ((schema.oneOf ?? []) as readonly Schema[]).map((kind) => resolve(kind, root));
  const fitting = kinds.find((kind) =>
    ((kind.required ?? []) as readonly string[]).every((name) => name in fields),
  );
  return ((fitting ?? schema).properties ?? {}) as { readonly [key: string]: Schema };
}
