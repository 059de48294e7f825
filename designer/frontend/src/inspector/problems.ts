/** What the browser itself can tell of a value: the schema's own limits, said where they were broken. */

import { type Schema as JsonSchema, Validator } from "@cfworker/json-schema";
import type { Component } from "@/document/catalogue";
import type { Json, Params } from "@/document/types";
import { t } from "@/i18n";
import type { Schema } from "./schema";

/** What is wrong by place, such as `options.0.keys`. */
export type Problems = ReadonlyMap<string, string>;

const NONE: Problems = new Map();
const validators = new WeakMap<Component, Validator>();

/** The same empty map while nothing is wrong, so that nobody renders for nothing. */
export function problemsOf(component: Component, params: Params): Problems {
  const validator = validatorOf(component);
  const { valid, errors } = validator.validate(params);
  if (valid) return NONE;
  const problems = new Map<string, string>();
  for (const { keyword, keywordLocation, instanceLocation } of errors) {
    const limit = at(component.params as Schema, keywordLocation);
    const message = messageOf(keyword, limit);
    const place = instanceLocation.replace(/^#\/?/, "").replaceAll("/", ".");
    if (message && !problems.has(place)) problems.set(place, message);
  }
  return problems;
}

function validatorOf(component: Component): Validator {
  const known = validators.get(component);
  if (known) return known;
  const made = new Validator(component.params as JsonSchema, "2020-12", false);
  validators.set(component, made);
  return made;
}

/** Only what can be said in a way that helps; that one of several kinds does not fit is told by the checks. */
function messageOf(keyword: string, limit: Json): string | null {
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
    case "type":
      return t(`inspector:wrong_${keyword}`);
    default:
      return null;
  }
}

/** The value of a keyword, by the way that leads to it through the schema, references included. */
function at(root: Schema, location: string): Json {
  let here: Json = root;
  for (const step of location.replace(/^#\/?/, "").split("/")) {
    const named: string = step === "$ref" ? "" : step.replaceAll("~1", "/").replaceAll("~0", "~");
    const inner: Json | undefined = named ? (here as Schema | null)?.[named] : here;
    here = follow(root, inner ?? null);
  }
  return here;
}

function follow(root: Schema, schema: Json): Json {
  const reference = typeof schema === "object" && schema !== null ? (schema as Schema).$ref : undefined;
  if (typeof reference !== "string") return schema;
  const definitions = (root.$defs ?? {}) as Schema;
  return definitions[reference.replace("#/$defs/", "")] ?? null;
}
