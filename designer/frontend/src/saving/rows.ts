/** The rows of a list parameter: each has an id that never changes, for it is an output of its node too. */

import { type Json, type Params, type ScenarioNode, SPENT } from "@/document/types";

export type Rows = ReadonlyMap<string, Params>;

/** The rows of a list by their ids; null for everything else, also for a list with a row that has none. */
export function rowsById(value: Json | undefined): Rows | null {
  if (!Array.isArray(value)) return null;
  const rows = new Map<string, Params>();
  for (const row of value as readonly Json[])
    if (isParams(row) && typeof row.id === "string") rows.set(row.id, row);
  return rows.size === value.length ? rows : null;
}

/** The rows of a node by the name of their parameter. */
export function listsOf(node: ScenarioNode | undefined): ReadonlyMap<string, Rows> {
  const lists = new Map<string, Rows>();
  for (const [param, value] of Object.entries(node?.params ?? {})) {
    const rows = rowsById(value);
    if (rows && rows.size > 0) lists.set(param, rows);
  }
  return lists;
}

/** The ids of everything that may lead on from a row: its own output, and that of its repeat when it is spent. */
export function outputsOfRow(node: string, row: string): readonly string[] {
  return [`${node} ${row}`, `${node} ${row}${SPENT}`];
}

export function isParams(value: Json | undefined): value is Params {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
