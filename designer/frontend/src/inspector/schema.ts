/** Reading the JSON Schema of a component's parameters: which fields there are, and what each one asks for. */

import { resolve } from "@/document/adding";
import type { Words } from "@/document/catalogue";
import type { Json, Params } from "@/document/types";

export type Schema = { readonly [key: string]: Json };
export type Path = readonly (string | number)[];

export interface Field {
  readonly name: string;
  readonly schema: Schema;
  readonly isRequired: boolean;
}

/** The fields of an object's schema, in its own order, references followed. */
export function fieldsOf(schema: Schema, root: Schema): Field[] {
  const required = new Set((schema.required ?? []) as readonly string[]);
  return Object.entries((schema.properties ?? {}) as Record<string, Schema>).map(([name, property]) => ({
    name,
    schema: simplified(resolve(property, root), root),
    isRequired: required.has(name),
  }));
}

/** A text that may also be null is a text: an empty one is stored as null. */
function simplified(schema: Schema, root: Schema): Schema {
  const kinds = schema.anyOf as readonly Schema[] | undefined;
  const real = kinds?.map((kind) => resolve(kind, root)).find((kind) => kind.type !== "null");
  return real ? { ...real, ...schema, type: real.type ?? "string", "x-nullable": true } : schema;
}

export function wordsOf(schema: Schema, key: "label" | "help"): Words | null {
  return (schema[key] as unknown as Words | undefined) ?? null;
}

/** What to call the values of a closed list. */
export function choicesOf(schema: Schema): { readonly value: string; readonly words: Words | null }[] {
  const words = (schema["x-choices"] ?? {}) as unknown as Record<string, Words>;
  const listed = (schema.enum ?? []) as readonly string[];
  return listed.map((value) => ({ value, words: words[value] ?? null }));
}

/** Whether a field applies with the other parameters as they are, defaults included. */
export function isShown(field: Field, params: Params, fields: readonly Field[]): boolean {
  const condition = field.schema["x-show-if"] as { field: string; equals: Json } | undefined;
  if (!condition) return true;
  const other = fields.find((candidate) => candidate.name === condition.field);
  return (params[condition.field] ?? other?.schema.default ?? null) === condition.equals;
}

/** A value with the one at `path` replaced, or taken out when `value` is undefined. */
export function setAt(whole: Json, path: Path, value: Json | undefined): Json {
  const [step, ...rest] = path;
  if (step === undefined) return value ?? null;
  if (typeof step === "number") {
    const list = Array.isArray(whole) ? whole : [];
    if (rest.length === 0 && value === undefined) return list.toSpliced(step, 1);
    return list.with(step, setAt(list[step] ?? null, rest, value));
  }
  const object =
    typeof whole === "object" && whole !== null && !Array.isArray(whole) ? (whole as Params) : {};
  if (rest.length > 0 || value !== undefined)
    return { ...object, [step]: setAt(object[step] ?? null, rest, value) };
  const { [step]: _, ...others } = object;
  return others;
}

/** `options.0.keys`, as the checks name places. */
export function pathText(path: Path): string {
  return path.join(".");
}
