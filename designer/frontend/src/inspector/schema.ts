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

const known = new WeakMap<Schema, readonly Field[]>();

/** The fields of an object's schema, in its own order, references followed; the same list for the same schema. */
export function fieldsOf(schema: Schema, root: Schema): readonly Field[] {
  const made = known.get(schema) ?? readFields(schema, root);
  known.set(schema, made);
  return made;
}

const items = new WeakMap<Schema, Schema>();

/** What the items of a list are; the same schema for the same list. */
export function itemOf(list: Schema, root: Schema): Schema {
  const made = items.get(list) ?? resolve((list.items ?? {}) as Schema, root);
  items.set(list, made);
  return made;
}

/** The kinds that an item may be of, by the one key that each must have: `text`, `sound`. */
export function kindsOf(list: Schema, root: Schema): ReadonlyMap<string, Schema> {
  const made = kinds.get(list) ?? readKinds(list, root);
  kinds.set(list, made);
  return made;
}

const kinds = new WeakMap<Schema, ReadonlyMap<string, Schema>>();

function readKinds(list: Schema, root: Schema): ReadonlyMap<string, Schema> {
  const listed = (itemOf(list, root).oneOf ?? []) as readonly Schema[];
  return new Map(
    listed.map((kind) => {
      const schema = resolve(kind, root);
      return [String((schema.required as readonly string[])[0]), schema];
    }),
  );
}

function readFields(schema: Schema, root: Schema): readonly Field[] {
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

/** A value as the name of a choice, whatever was stored. */
export function choiceText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What another field has to be for a field to apply: one value, or one of a list. */
interface Condition {
  readonly field: string;
  readonly equals?: Json;
  readonly in?: readonly Json[];
}

/** Whether a field applies with the other parameters as they are, defaults included. */
export function isShown(field: Field, params: Params, fields: readonly Field[]): boolean {
  const condition = field.schema["x-show-if"] as unknown as Condition | undefined;
  if (!condition) return true;
  const other = fields.find((candidate) => candidate.name === condition.field);
  const value = params[condition.field] ?? other?.schema.default ?? null;
  return condition.in ? condition.in.includes(value) : value === condition.equals;
}

/** A value with the one at `path` replaced, or taken out when `value` is undefined; itself when that is no change. */
export function setAt(whole: Json, path: Path, value: Json | undefined): Json {
  const [step, ...rest] = path;
  if (step === undefined) return value ?? null;
  if (typeof step === "number") {
    const list = Array.isArray(whole) ? (whole as readonly Json[]) : [];
    if (rest.length === 0 && value === undefined) return list.toSpliced(step, 1);
    const changed = setAt(list[step] ?? null, rest, value);
    return changed === list[step] ? whole : list.with(step, changed);
  }
  const object = asObject(whole);
  if (rest.length === 0 && value === undefined) {
    const { [step]: gone, ...others } = object;
    return gone === undefined ? whole : others;
  }
  const changed = setAt(object[step] ?? null, rest, value);
  return changed === object[step] ? whole : { ...object, [step]: changed };
}

/** What stands at a path, undefined where nothing does. */
export function valueAt(whole: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((here, step) => (here as Params | null | undefined)?.[step], whole);
}

/** A value as an object; whatever is none counts as an empty one. */
export function asObject(value: Json | undefined): Params {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Params) : {};
}

/** A value as a list, the default where nothing is stored. */
export function asList(value: Json | undefined, schema: Schema): readonly Json[] {
  if (Array.isArray(value)) return value;
  return Array.isArray(schema.default) ? schema.default : NO_ITEMS;
}

const NO_ITEMS: readonly Json[] = [];

/** `options.0.keys`, as the checks name places. */
export function pathText(path: Path): string {
  return path.join(".");
}
