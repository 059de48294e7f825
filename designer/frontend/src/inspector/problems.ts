/** What the browser itself can tell of a value: the schema's own limits, said where they were broken. */

import { type Schema as JsonSchema, Validator } from "@cfworker/json-schema";
import { useRef } from "react";
import type { Component, Words } from "@/document/catalogue";
import type { Json, Params } from "@/document/types";
import { currentLanguage, t } from "@/i18n";
import { asObject, type Schema, valueAt } from "./schema";

/** What is wrong by place, such as `options.0.keys`. */
export type Problems = ReadonlyMap<string, string>;

const NONE: Problems = new Map();
const validators = new WeakMap<Component, Validator>();

/** The same map while the same is wrong, so that nobody renders for nothing. */
export function useProblems(component: Component, params: Params): Problems {
  const last = useRef<{ params: Params; problems: Problems }>(null);
  if (last.current?.params !== params) {
    const problems = problemsOf(component, params);
    const before = last.current?.problems;
    last.current = { params, problems: before && isSameMap(before, problems) ? before : problems };
  }
  return last.current?.problems ?? NONE;
}

function isSameMap(one: Problems, other: Problems): boolean {
  return one.size === other.size && [...one].every(([place, message]) => other.get(place) === message);
}

export function problemsOf(component: Component, params: Params): Problems {
  const { valid, errors } = validatorOf(component).validate(params);
  if (valid) return NONE;
  const root = component.params as Schema;
  const problems = new Map<string, string>();
  for (const { keyword, keywordLocation, instanceLocation } of errors) {
    const steps = stepsOf(instanceLocation);
    const place = steps.join(".");
    const message = messageOf(keyword, schemaAt(root, keywordLocation), valueAt(params, steps) ?? null);
    if (message && !problems.has(place)) problems.set(place, message);
  }
  return problems;
}

function stepsOf(pointer: string): string[] {
  const inner = pointer.replace(/^#\/?/, "");
  return inner ? inner.split("/").map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~")) : [];
}

function validatorOf(component: Component): Validator {
  const known = validators.get(component);
  if (known) return known;
  const made = new Validator(component.params as JsonSchema, "2020-12", false);
  validators.set(component, made);
  return made;
}

/** Only what can be said in a way that helps; that one of several kinds does not fit is told by the checks. */
function messageOf(keyword: string, schema: Schema, value: Json): string | null {
  const limit = schema[keyword] ?? null;
  // Whatever a text has to look like: nothing was written yet.
  if (value === "") return t("inspector:wrong_minlength");
  switch (keyword) {
    case "minimum":
    case "exclusiveMinimum":
    case "maximum":
    case "minLength":
    case "maxLength":
    case "minItems":
    case "maxItems":
      return t(`inspector:wrong_${keyword.toLowerCase()}`, { limit, count: Number(limit) });
    case "pattern":
      return patternMessage(schema["x-written"] as unknown as Words | undefined);
    case "type":
      return t(limit === "integer" ? "inspector:wrong_integer" : "inspector:wrong_type");
    default:
      return null;
  }
}

/** What the component says of how such a text is written, with an example. */
function patternMessage(written: Words | undefined): string {
  const words = written?.[currentLanguage()];
  return words ? t("inspector:wrong_written", { words }) : t("inspector:wrong_pattern");
}

/** The schema that holds a keyword, by the way that leads to it, references included. */
function schemaAt(root: Schema, location: string): Schema {
  let here: Json = root;
  for (const step of stepsOf(location).slice(0, -1)) {
    const inner: Json | undefined = step === "$ref" ? here : (here as Schema | null)?.[step];
    here = follow(root, inner ?? null);
  }
  return asObject(here);
}

function follow(root: Schema, schema: Json): Json {
  const reference = typeof schema === "object" && schema !== null ? (schema as Schema).$ref : undefined;
  if (typeof reference !== "string") return schema;
  const definitions = (root.$defs ?? {}) as Schema;
  return definitions[reference.replace("#/$defs/", "")] ?? null;
}
