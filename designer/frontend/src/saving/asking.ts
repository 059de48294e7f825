/** The questions of one merge: what both sides changed differently, and which side was chosen for it. */

import { isSame } from "@/document/same";
import type { Parts } from "./parts";

export type Side = "mine" | "theirs";
/** By the conflict's id. */
export type Choices = ReadonlyMap<string, Side>;
export type Kind = keyof Parts | "fields";

/** A part with two versions, undefined where a side has none. `node`: the node that it is shown under. */
export interface Conflict {
  readonly id: string;
  readonly kind: Kind;
  /** Of a field `<node> <path>`, such as `n3 params.options.r1.keys`; of a wire its output's id. */
  readonly key: string;
  readonly node: string | null;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export type Question = Omit<Conflict, "id">;

export class Asking {
  readonly conflicts: Conflict[] = [];
  /** How many parts came from the other side without a question. */
  takenCount = 0;

  constructor(private readonly choices: Choices) {}

  /** The side that alone changed a part; when both did, differently, the side that is chosen. */
  decide(question: Question, base: unknown, mine: unknown, theirs: unknown): Side {
    if (isSame(mine, theirs) || isSame(theirs, base)) return "mine";
    if (!isSame(mine, base)) return this.ask(question);
    this.takenCount += 1;
    return "theirs";
  }

  /** What was chosen; mine while nothing is. */
  ask(question: Question): Side {
    const id = `${question.kind} ${question.key}`;
    if (!this.conflicts.some((known) => known.id === id)) this.conflicts.push({ id, ...question });
    return this.choices.get(id) ?? "mine";
  }
}
