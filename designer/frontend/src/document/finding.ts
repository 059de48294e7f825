/** Searching a drawing: titles, kinds, ids, declared variables, and every text and number in the parameters. */

import { resolve } from "./adding";
import type { Catalogue, Language } from "./catalogue";
import { plain, rankOf } from "./seeking";
import type { Json, ScenarioDocument, ScenarioNode } from "./types";

export type Found = FoundNode | { readonly variable: string };

interface FoundNode {
  readonly node: ScenarioNode;
  /** Where in the node, such as `options.0.label`; "" for its name. */
  readonly param: string;
  /** What the parameter is called. */
  readonly label: string;
  readonly text: string;
}

type Schema = { readonly [key: string]: Json };

/** Of a node that is found by its kind or its id. */
const RANK_LAST = 3;

/** What fits: names, those first that begin so, variables, then texts; nothing wanted finds every node. Small and capital letters are alike. */
export function findIn(
  document: ScenarioDocument,
  catalogue: Catalogue,
  language: Language,
  wanted: string,
): Found[] {
  const sought = plain(wanted.trim());
  const names: FoundNode[] = [];
  const texts: FoundNode[] = [];
  for (const node of document.nodes) {
    const component = catalogue.get(node.type);
    const kind = component?.title[language] ?? node.type;
    const name = { node, param: "", label: "", text: kind };
    if ([node.title, kind, node.id].some((text) => plain(text).includes(sought))) names.push(name);
    if (!sought) continue;
    const root = (component?.params ?? {}) as Schema;
    for (const { param, text, label } of leaves(node.params as Json, root, root, "", "", language))
      if (plain(text).includes(sought) || isSameNumber(text, sought))
        texts.push({ node, param, label, text });
  }
  const variables = sought ? Object.keys(document.graph.variables ?? {}) : [];
  const declared = variables.filter((name) => plain(name).includes(sought)).map((variable) => ({ variable }));
  const ranked = names.map((name) => ({ name, rank: rankOf(name.node.title, wanted) ?? RANK_LAST }));
  const sorted = ranked.sort((a, b) => a.rank - b.rank).map(({ name }) => name);
  return [...sorted, ...declared, ...texts];
}

/** A telephone number is found however it is written. */
function isSameNumber(text: string, sought: string): boolean {
  const digits = (value: string) => value.replace(/[^\d]/g, "");
  return (
    /^[\d\s()+-]{3,}$/.test(sought) && digits(sought).length > 2 && digits(text).includes(digits(sought))
  );
}

function* leaves(
  value: Json,
  schema: Schema,
  root: Schema,
  param: string,
  label: string,
  language: Language,
): Generator<{ param: string; label: string; text: string }> {
  if (typeof value === "string" || typeof value === "number") yield { param, label, text: String(value) };
  else if (Array.isArray(value)) {
    const items = resolve((schema.items ?? {}) as Schema, root);
    for (const [index, item] of value.entries())
      yield* leaves(item, items, root, `${param}.${index}`, label, language);
  } else if (typeof value === "object" && value !== null) {
    const properties = (schema.properties ?? {}) as { readonly [key: string]: Schema };
    for (const [name, inner] of Object.entries(value)) {
      if (name === "id") continue;
      const property = resolve(properties[name] ?? {}, root);
      const words = property.label as { readonly [key: string]: string } | undefined;
      const path = param ? `${param}.${name}` : name;
      yield* leaves(inner, property, root, path, words?.[language] ?? label, language);
    }
  }
}
