/** The components as the server declares them: the only source of the palette, the forms and the outputs. */

import type { components } from "@/api";

export type Words = components["schemas"]["Words"];
export type Component = components["schemas"]["ShownComponent"];
export type OutputKind = Component["rows_kind"];
export type Language = "ru" | "en";

/** Every component by its type, in the order of the palette. */
export type Catalogue = ReadonlyMap<string, Component>;

const FAMILIES = ["control", "voice", "routing", "messages", "drawing"] as const;
export type Family = (typeof FAMILIES)[number];

export function catalogueOf(list: readonly Component[]): Catalogue {
  const rank = (component: Component) => FAMILIES.indexOf(component.family as Family);
  return new Map([...list].sort((a, b) => rank(a) - rank(b)).map((component) => [component.type, component]));
}

/** The families that have components, in the order of the palette. */
export function familiesOf(catalogue: Catalogue): Family[] {
  const found = new Set([...catalogue.values()].map((component) => component.family));
  return FAMILIES.filter((family) => found.has(family));
}

/** What a component is found by: its names, what else people call it and what it does, in both languages. */
export function soughtIn({ type, title, known_as, help }: Component): readonly (readonly string[])[] {
  const split = ({ ru, en }: Words, at: RegExp) => [ru, en].flatMap((words) => words.split(at));
  return [[title.ru, title.en, type], split(known_as, /,\s*/), split(help, /[^\p{L}\p{N}]+/u)];
}
