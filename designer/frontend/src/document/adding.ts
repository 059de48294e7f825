/** Placing components on the drawing. */

import type { Catalogue, Component, Language } from "./catalogue";
import { autoTitle, newNodeId, newRowId } from "./naming";
import { withNodes } from "./replacing";
import type { Json, Params, Point, ScenarioDocument, ScenarioNode } from "./types";

type Schema = { readonly [key: string]: Json };

export interface Placement {
  readonly type: string;
  readonly position: Point;
  readonly language: Language;
}

/** What can be placed: a call begins once, so a start only where there is none. */
export function placeable(catalogue: Catalogue, hasStart: boolean): readonly Component[] {
  return [...catalogue.values()].filter((component) => component.type !== "start" || !hasStart);
}

export function beginsSomewhere(document: ScenarioDocument): boolean {
  return document.nodes.some((node) => node.type === "start");
}

/** Adds a component with its first name and parameters; throws for one that the catalogue does not have. */
export function addNode(
  document: ScenarioDocument,
  catalogue: Catalogue,
  { type, position, language }: Placement,
): { document: ScenarioDocument; id: string } {
  const component = catalogue.get(type);
  if (!component) throw new Error(`no component ${type}`);
  const id = newNodeId(document.nodes.map((node) => node.id));
  const node: ScenarioNode = {
    id,
    type,
    title: autoTitle(document, component, language),
    params: defaultParams(component),
    position: [Math.round(position[0]), Math.round(position[1])],
  };
  return { document: withNodes(document, [...document.nodes, node]), id };
}

/** Something for each parameter that has to be there; all others keep the server's default by being absent. */
export function defaultParams(component: Component): Params {
  const schema = component.params as Schema;
  const properties = (schema.properties ?? {}) as { readonly [key: string]: Schema };
  const required = (schema.required ?? []) as readonly string[];
  const params: Record<string, Json> = {};
  for (const name of required) {
    const property = resolve(properties[name] ?? {}, schema);
    params[name] = property.type === "array" ? firstRows(property, schema) : firstValue(property, schema);
  }
  return params;
}

/** A list that must not be empty begins with one row to fill in. */
function firstRows(property: Schema, root: Schema): Json {
  return Number(property.minItems ?? 0) > 0 ? [newItem(property, root, [])] : [];
}

/** A new item of a list parameter; an object gets an id when its kind has one. */
export function newItem(list: Schema, root: Schema, others: readonly Json[]): Json {
  const item = resolve((list.items ?? {}) as Schema, root);
  const variants = item.oneOf as readonly Schema[] | undefined;
  const schema = resolve(variants?.[0] ?? item, root);
  const value = firstValue(schema, root);
  if (typeof value !== "object" || value === null || !("id" in value)) return value;
  const rows = others.filter((row): row is Params => typeof row === "object" && row !== null);
  return { ...value, id: newRowId(rows) };
}

function firstValue(schema: Schema, root: Schema): Json {
  if (schema.default !== undefined) return schema.default;
  if (Array.isArray(schema.enum)) return schema.enum[0] ?? null;
  if (schema.type === "object") {
    const properties = (schema.properties ?? {}) as { readonly [key: string]: Schema };
    const required = (schema.required ?? []) as readonly string[];
    return Object.fromEntries(
      required.map((name) => [name, firstValue(resolve(properties[name] ?? {}, root), root)]),
    );
  }
  if (schema.type === "array") return [];
  if (schema.type === "boolean") return false;
  if (schema.type === "number" || schema.type === "integer") return Number(schema.minimum ?? 1);
  return "";
}

/** Follows a `$ref` into the schema's own `$defs`. */
export function resolve(schema: Schema, root: Schema): Schema {
  const reference = schema.$ref;
  if (typeof reference !== "string") return schema;
  const definitions = (root.$defs ?? {}) as { readonly [key: string]: Schema };
  const found = definitions[reference.replace("#/$defs/", "")];
  const { $ref: _, ...own } = schema;
  return found ? { ...found, ...own } : schema;
}
