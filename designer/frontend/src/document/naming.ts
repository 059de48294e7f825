/** Ids and first names of what is added: n1, n2fkvd ...; «Присвоение 1», «Присвоение 2» ... */

import type { Component, Language } from "./catalogue";
import type { Params, ScenarioDocument } from "./types";

/** Without vowels no id becomes a word. */
const LETTERS = "bcdfghjkmnpqrstvwxz";
const TAIL = 4;
/** A title is no longer (`runtime/graph.py`); so much of it is kept for the number of a copy. */
const TITLE_CHARS_MAX = 200;
const COUNT_CHARS = 10;

/**
 * An id that no node has: one above the highest number in use, to be read and said, and four letters by chance. The
 * number alone would come again after its node was removed, or in another browser: a comparison would then take two
 * nodes for one that changed, a merge would mix them up. All former ids are known to nobody; letters need no memory.
 */
export function newNodeId(taken: Iterable<string>): string {
  let highest = 0;
  for (const id of taken) {
    const number = /^n(\d{1,9})(?!\d)/.exec(id)?.[1];
    if (number) highest = Math.max(highest, Number(number));
  }
  const tail = Array.from({ length: TAIL }, () => LETTERS[Math.floor(Math.random() * LETTERS.length)]);
  return `n${highest + 1}${tail.join("")}`;
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

/**
 * What a copy is called: as what it is copied from, with the next number when that is taken; «Секретарь 2», «Линия 10». A
 * longer number counts nothing: it is an extension, or a year.
 */
export function copyTitle(document: ScenarioDocument, title: string): string {
  const titles = new Set(document.nodes.map((node) => node.title));
  if (!title || !titles.has(title)) return title;
  const counted = / (\d{1,2})$/.exec(title);
  const name = (counted ? title.slice(0, counted.index) : title).slice(0, TITLE_CHARS_MAX - COUNT_CHARS);
  let number = Number(counted?.[1] ?? 1) + 1;
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
