/**
 * One node that two people changed, field by field: its title, its place, its size, each parameter by itself, and of
 * a list each row by its id and in it each field. Lists without ids and everything else that is put together are one
 * value: half of one and half of the other would be something that nobody has written.
 */

import type { Json, Params, ScenarioNode } from "@/document/types";
import type { Asking, Question, Side } from "./asking";
import { ordered } from "./order";
import { isParams, type Rows, rowsById } from "./rows";

/** What the fields must know of the wires: a row takes its own with it. */
export interface WiresOfRows {
  /** Whether a side led an output of the row anew, or marked it as main. */
  isRewired(row: string, side: Side): boolean;
  /** Whose wires the row's outputs have from now on. */
  follow(row: string, side: Side): void;
}

type Value = Json | undefined;
const NO_ROWS: Rows = new Map();

export class Fields {
  constructor(
    private readonly node: string,
    private readonly asking: Asking,
    private readonly wires: WiresOfRows,
  ) {}

  /** The node of both; the very object of mine when nothing in it comes from the other side. */
  merged(base: ScenarioNode | undefined, mine: ScenarioNode, theirs: ScenarioNode): ScenarioNode {
    const [was, own, other] = [base, mine, theirs] as unknown as [Params | undefined, Params, Params];
    return this.record("", was, own, other) as unknown as ScenarioNode;
  }

  private record(path: string, base: Params | undefined, mine: Params, theirs: Params): Params {
    const made: Record<string, Json> = {};
    for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
      const inner = path ? `${path}.${key}` : key;
      const value = this.value(inner, base?.[key], mine[key], theirs[key]);
      if (value !== undefined) made[key] = value;
    }
    const isMine =
      Object.keys(made).length === Object.keys(mine).length &&
      Object.entries(made).every(([key, value]) => mine[key] === value);
    return isMine ? mine : made;
  }

  private value(path: string, base: Value, mine: Value, theirs: Value): Value {
    if (path === "params" && isParams(mine) && isParams(theirs))
      return this.record(path, isParams(base) ? base : undefined, mine, theirs);
    const [own, others] = [rowsById(mine), rowsById(theirs)];
    if (own && others && own.size + others.size > 0) {
      const rows = this.rows(path, rowsById(base) ?? NO_ROWS, own, others);
      const list = mine as readonly Json[];
      return rows.length === list.length && rows.every((row, at) => row === list[at]) ? list : rows;
    }
    const side = this.asking.decide(this.question(path, mine, theirs), base, mine, theirs);
    return side === "mine" ? mine : theirs;
  }

  private rows(path: string, base: Rows, mine: Rows, theirs: Rows): Params[] {
    let order = ordered(base.keys(), mine.keys(), theirs.keys());
    if (order.isDisputed) {
      const question = this.question(`${path}.order`, [...mine.keys()], [...theirs.keys()]);
      order = ordered(base.keys(), mine.keys(), theirs.keys(), this.asking.ask(question));
    }
    return order.ids
      .map((id) => this.row(path, id, base.get(id), mine.get(id), theirs.get(id)))
      .filter((row) => row !== undefined);
  }

  private row(
    path: string,
    id: string,
    base: Params | undefined,
    mine: Params | undefined,
    theirs: Params | undefined,
  ): Params | undefined {
    if (mine && theirs) return this.record(`${path}.${id}`, base, mine, theirs);
    const question = this.question(`${path}.${id}`, mine, theirs);
    const keeper: Side = mine ? "mine" : "theirs";
    const isRewired = base !== undefined && this.wires.isRewired(id, keeper);
    const side = isRewired ? this.asking.ask(question) : this.asking.decide(question, base, mine, theirs);
    if (base) this.wires.follow(id, side);
    return side === "mine" ? mine : theirs;
  }

  private question(path: string, mine: unknown, theirs: unknown): Question {
    return { kind: "fields", key: `${this.node} ${path}`, node: this.node, mine, theirs };
  }
}
