/** Differences in words: what a field is called, what stands in it, what changed in one sentence. */

import { resolve } from "@/document/adding";
import type { Catalogue, Component, Language } from "@/document/catalogue";
import { outputsAs, outputsOf, outputTitle } from "@/document/outputs";
import { type Json, type OutputRef, type ScenarioDocument, type ScenarioNode, SPENT } from "@/document/types";
import { t } from "@/i18n";
import { quoted } from "@/i18n/quotes";
import { withUnit } from "@/i18n/units";
import { isParams } from "@/saving/rows";
import { type Difference, type FieldChange, type Led, MARKS, type Mark } from "./diff";

type Schema = { readonly [key: string]: Json };
const CHARS_MAX = 200;
const OWN_FIELDS = ["title", "type", "position", "size", "main"];

export interface FieldTold {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** A changed field of a node as people know it. */
export function toldField(
  { path, before, after }: FieldChange,
  component: Component | undefined,
  nodes: readonly (ScenarioNode | null)[],
  language: Language,
): FieldTold {
  const { label, isSecret, unit, values } = labelOf(path, component, nodes, language);
  const told = (value: Json | undefined) => {
    if (isSecret && value !== undefined) return "•••";
    if (path === "main") return shown(ownOutputName(value, component, nodes, language));
    if (path.endsWith(".order")) return shown(rowNames(value, values, language));
    return withUnit(shown(value), unit, language);
  };
  return { label, before: told(before), after: told(after) };
}

/** Where a node went, «вправо и вверх», or that its size is another one: nobody reads two pairs of numbers. */
export function movedInWords({ path, before, after }: FieldChange): string {
  if (path === "size" || !Array.isArray(before) || !Array.isArray(after)) return t("revisions:resized");
  const [right, down] = [0, 1].map((axis) => Number(after[axis]) - Number(before[axis]));
  const ways = [right ? (right > 0 ? "right" : "left") : null, down ? (down > 0 ? "down" : "up") : null];
  const where = ways.flatMap((way) => (way ? [t(`revisions:way_${way}`)] : [])).join(t("revisions:and"));
  return t("revisions:moved_to", { where });
}

function ownOutputName(
  key: Json | undefined,
  component: Component | undefined,
  nodes: readonly (ScenarioNode | null)[],
  language: Language,
): Json | undefined {
  const outputs = nodes.flatMap((node) => (node && component ? outputsAs(component, node) : []));
  const output = outputs.find((output) => output.id === key);
  return output ? outputTitle(output, language) : key;
}

function labelOf(
  path: string,
  component: Component | undefined,
  nodes: readonly (ScenarioNode | null)[],
  language: Language,
): { label: string; isSecret: boolean; unit?: Json | undefined; values: readonly (Json | undefined)[] } {
  if (OWN_FIELDS.includes(path)) return { label: t(`revisions:field_${path}`), isSecret: false, values: [] };
  const root = (component?.params ?? {}) as Schema;
  const labels: string[] = [];
  let schema: Schema = root;
  let values = nodes.map((node) => node?.params as Json | undefined);
  for (const step of path.replace(/^params\.?/, "").split(".")) {
    if (!step) continue;
    if (schema.type === "array" || values.some(Array.isArray)) {
      if (step === "order") {
        labels.push(t("revisions:field_order"));
        break;
      }
      labels.push(rowName(step, values, language));
      schema = resolve((schema.items ?? {}) as Schema, root);
      values = values.map((value) => rowOf(value, step));
    } else {
      const properties = (schema.properties ?? {}) as { readonly [key: string]: Schema };
      schema = resolve(properties[step] ?? {}, root);
      labels.push((schema.label as { [key: string]: string } | undefined)?.[language] ?? step);
      values = values.map((value) => (isParams(value) ? value[step] : undefined));
    }
  }
  const { "x-widget": widget, "x-unit": unit } = schema;
  return { label: labels.join(" › "), isSecret: widget === "secret", unit, values };
}

function rowOf(value: Json | undefined, id: string): Json | undefined {
  return Array.isArray(value) ? value.find((row) => isParams(row) && row.id === id) : undefined;
}

/** A row is called by what is written in it, else by its number. */
function rowName(id: string, lists: readonly (Json | undefined)[], language: Language): string {
  for (const list of lists) {
    const row = rowOf(list, id);
    const name = isParams(row) ? row.keys || row.key || row.label || row.variable || row.value : undefined;
    if (typeof name === "string" && name) return quoted(name, language);
  }
  const list = lists.find((list) => rowOf(list, id)) as readonly Json[] | undefined;
  const number = (list?.findIndex((row) => isParams(row) && row.id === id) ?? 0) + 1;
  return t("revisions:row_number", { number });
}

function rowNames(
  ids: Json | undefined,
  lists: readonly (Json | undefined)[],
  language: Language,
): Json | undefined {
  return Array.isArray(ids) ? ids.map((id) => rowName(String(id), lists, language)) : ids;
}

/** A value on one line. */
export function shown(value: Json | undefined): string {
  const text = written(value);
  return text.length > CHARS_MAX ? `${text.slice(0, CHARS_MAX - 1)}…` : text;
}

function written(value: Json | undefined): string {
  if (value === undefined || value === null || value === "") return "—";
  if (typeof value === "boolean") return value ? t("revisions:yes") : t("revisions:no");
  if (typeof value !== "object") return String(value);
  const parts = Array.isArray(value)
    ? value
    : Object.entries(value)
        .filter(([key]) => key !== "id")
        .map(([, part]) => part as Json);
  return parts.map(written).join(Array.isArray(value) ? ", " : " · ") || "—";
}

export function nodeTitle(id: string, ...documents: readonly ScenarioDocument[]): string {
  for (const document of documents) {
    const node = document.nodes.find((node) => node.id === id);
    if (node) return node.title;
  }
  return id;
}

/** The name of an output, looked up in whichever drawing has its node. */
export function outputName(
  { source, key }: OutputRef,
  catalogue: Catalogue,
  language: Language,
  ...documents: readonly ScenarioDocument[]
): string {
  const own = key.endsWith(SPENT) ? key.slice(0, -SPENT.length) : key;
  for (const document of documents) {
    const node = document.nodes.find((node) => node.id === source);
    const output = node && outputsOf(node, catalogue).find((output) => output.id === own);
    if (!output) continue;
    const title = outputTitle(output, language);
    return own === key ? title : t("canvas:spent", { title });
  }
  return key;
}

export function toldLed(led: Led | null, ...documents: readonly ScenarioDocument[]): string {
  if (!led) return t("revisions:nowhere");
  const title = nodeTitle(led.target, ...documents);
  return led.limit === null ? `→ ${title}` : t("revisions:repeat_to", { title, count: led.limit });
}

/** What changed, a sentence for each kind: «Добавлено: Меню 2, Перевод 1». */
export function toldInWords({ nodes, wires, others }: Difference): string[] {
  const titles = (mark: Mark) =>
    nodes.filter((node) => node.mark === mark).map((node) => (node.after ?? node.before)?.title ?? node.id);
  const lines = MARKS.map((mark) => ({ mark, names: titles(mark) }))
    .filter(({ names }) => names.length > 0)
    .map(({ mark, names }) => t(`revisions:nodes_${mark}`, { count: names.length, names: listed(names) }));
  if (wires.length > 0) lines.push(t("revisions:wires_differ", { count: wires.length }));
  const variables = others
    .filter(({ path }) => path.startsWith("variables."))
    .map(({ path }) => path.slice("variables.".length));
  if (variables.length > 0) lines.push(t("revisions:variables_differ", { names: listed(variables) }));
  if (others.length > variables.length) lines.push(t("revisions:properties_differ"));
  return lines;
}

const NAMES_MAX = 6;

function listed(names: readonly string[]): string {
  const rest = names.length - NAMES_MAX;
  const first = names.slice(0, NAMES_MAX).join(", ");
  return rest > 0 ? t("revisions:and_more", { first, count: rest }) : first;
}
