/** Ids and first names of what is added: n1, n2 ...; «Присвоение 1», «Присвоение 2» ... */

import type { Component, Language } from "./catalogue";
import type { Params, ScenarioDocument } from "./types";

/** An id that no node has, one above the highest number in use. */
export function newNodeId(taken: Iterable<string>): string {
  let highest = 0;
  for (const id of taken) {
    const number = /^n(\d{1,9})$/.exec(id)?.[1];
    if (number) highest = Math.max(highest, Number(number));
  }
  return `n${highest + 1}`;
}

/** What a new node is called; a component that stands in a scenario once needs no number. */
export function autoTitle(document: ScenarioDocument, component: Component, language: Language): string {
  const name = component.title[language];
  const titles = new Set(document.nodes.map((node) => node.title));
  if (component.lane && !titles.has(name)) return name;
  let number = 1;
  while (titles.has(`${name} ${number}`)) number += 1;
  return `${name} ${number}`;
}

/** An id for a new row: r1, r2 ...; ids of rows never change, so that wires stay where they are. */
export function newRowId(rows: readonly Params[]): string {
  let highest = 0;
  for (const row of rows) {
    const number = /^r(\d{1,9})$/.exec(String(row.id))?.[1];
    if (number) highest = Math.max(highest, Number(number));
  }
  return `r${highest + 1}`;
}
