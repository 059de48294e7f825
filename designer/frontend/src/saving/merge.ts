/**
 * Two people changed one drawing: what each did since they parted is brought together, nothing is lost.
 *
 * Each part (field of a node, wire of an output, variable, property) that one side alone changed is taken from that
 * side. A part that both changed differently is a conflict, decided by a person. Three things stand and fall with
 * others and are decided together with them: the wires of a row that one side took away, the wires of a node whose
 * kind differs, and what follows a repeat when it is spent. A wire that one side drew to or from a node which the
 * other took away makes the taking away a conflict too: it would undo the wire without a word.
 */

import { unmarked } from "@/document/main_output";
import { isSame } from "@/document/same";
import { type ScenarioDocument, type ScenarioNode, SPENT } from "@/document/types";
import { Asking, type Choices, type Conflict, type Side } from "./asking";
import { Fields } from "./fields";
import { ordered } from "./order";
import { assembled, isRepeat, type Parts, partsOf, type Wire } from "./parts";
import { listsOf, outputsOfRow } from "./rows";

export interface Merged {
  /** Conflicts that nobody has decided are in it as on my side. */
  readonly document: ScenarioDocument;
  readonly conflicts: readonly Conflict[];
  /** How many parts came from the other side without a question. */
  readonly takenCount: number;
}

const NO_CHOICES: Choices = new Map();
type Versions<T> = readonly [base: T | undefined, mine: T | undefined, theirs: T | undefined];

export function merge(
  base: ScenarioDocument,
  mine: ScenarioDocument,
  theirs: ScenarioDocument,
  choices: Choices = NO_CHOICES,
): Merged {
  const asking = new Asking(choices);
  const work = new Work(partsOf(base), partsOf(mine), partsOf(theirs), asking);
  const merged = work.merged();
  return {
    document: assembled(merged, base, mine, theirs),
    conflicts: asking.conflicts,
    takenCount: asking.takenCount,
  };
}

class Work {
  /** Outputs, and nodes with all of theirs, whose wires are decided already. */
  private readonly followed = new Map<string, Side>();

  constructor(
    private readonly before: Parts,
    private readonly mine: Parts,
    private readonly theirs: Parts,
    private readonly asking: Asking,
  ) {}

  merged(): Parts {
    const variables = this.joined("variables", (key) => this.plain("variables", key));
    const properties = this.joined("properties", (key) => this.plain("properties", key));
    const nodes = this.joined("nodes", (id) => this.node(id));
    const wires = this.wires();
    this.settleTakenAway(nodes, wires);
    this.dropHanging(nodes, wires);
    return { nodes, wires, variables, properties };
  }

  /** The parts of one kind that stay, in an order that suits both sides. */
  private joined<K extends keyof Parts>(
    kind: K,
    decided: (key: string) => Value<K> | undefined,
  ): Map<string, Value<K>> {
    const joined = new Map<string, Value<K>>();
    const [base, mine, theirs] = [this.before[kind], this.mine[kind], this.theirs[kind]];
    for (const key of ordered(base.keys(), mine.keys(), theirs.keys()).ids) {
      const value = decided(key);
      if (value !== undefined) joined.set(key, value);
    }
    return joined;
  }

  private versions<K extends keyof Parts>(kind: K, key: string): Versions<Value<K>> {
    return [this.before, this.mine, this.theirs].map((parts) =>
      (parts[kind] as ReadonlyMap<string, Value<K>>).get(key),
    ) as unknown as Versions<Value<K>>;
  }

  private plain<K extends keyof Parts>(kind: K, key: string): Value<K> | undefined {
    const [base, mine, theirs] = this.versions(kind, key);
    const question = { kind, key, node: null, mine, theirs };
    return this.asking.decide(question, base, mine, theirs) === "mine" ? mine : theirs;
  }

  private node(id: string): ScenarioNode | undefined {
    const [base, mine, theirs] = this.versions("nodes", id);
    if (mine === base && isSame(base, theirs)) return mine;
    if (mine && theirs && mine.type === theirs.type) {
      const wires = {
        isRewired: (row: string, side: Side) =>
          this.isMarked(id, row, side) || outputsOfRow(id, row).some((key) => this.isLed(key, side)),
        follow: (row: string, side: Side) =>
          outputsOfRow(id, row).forEach((key) => void this.followed.set(key, side)),
      };
      return new Fields(id, this.asking, wires).merged(base, mine, theirs);
    }
    const question = { kind: "nodes" as const, key: id, node: id, mine, theirs };
    if (!mine || !theirs) return this.asking.decide(question, base, mine, theirs) === "mine" ? mine : theirs;
    const whole = [this.before, this.mine, this.theirs].map(({ nodes, wires }) => [
      nodes.get(id),
      [...wires.values()].filter((wire) => wire.source === id),
    ]);
    const side = this.asking.decide(question, whole[0], whole[1], whole[2]);
    this.followed.set(id, side);
    return side === "mine" ? mine : theirs;
  }

  /** Whether a side leads an output elsewhere than it led before. */
  private isLed(output: string, side: Side): boolean {
    const wire = this[side].wires.get(output);
    return wire !== undefined && !isSame(wire, this.before.wires.get(output));
  }

  /** Whether a side marked an output as main that was not. */
  private isMarked(id: string, key: string, side: Side): boolean {
    return this[side].nodes.get(id)?.main === key && this.before.nodes.get(id)?.main !== key;
  }

  private wires(): Map<string, Wire> {
    const decided = new Map<string, Wire | undefined>();
    const keys = new Set([...this.mine.wires.keys(), ...this.theirs.wires.keys()]);
    const isSpent = (key: string) => key.endsWith(SPENT);
    // What follows a spent repeat comes after the repeat itself, which may settle it.
    for (const key of [...keys].sort((a, b) => Number(isSpent(a)) - Number(isSpent(b))))
      decided.set(key, this.wire(key));
    return this.joined("wires", (key) => decided.get(key));
  }

  private wire(key: string): Wire | undefined {
    const [base, mine, theirs] = this.versions("wires", key);
    const [source = ""] = key.split(" ");
    const settled = this.followed.get(key) ?? this.followed.get(source);
    if (settled) return settled === "mine" ? mine : theirs;
    const question = { kind: "wires" as const, key, node: source, mine, theirs };
    const isBack = (wire: Wire | undefined) => wire !== undefined && isRepeat(wire);
    if (isBack(mine) === isBack(theirs))
      return this.asking.decide(question, base, mine, theirs) === "mine" ? mine : theirs;
    const [was, own, other] = this.versions("wires", key + SPENT);
    const side = this.asking.decide(question, [base, was], [mine, own], [theirs, other]);
    this.followed.set(key + SPENT, side);
    return side === "mine" ? mine : theirs;
  }

  /**
   * Nodes that one side took away while the other changed them or drew wires at them. Whoever keeps such a node
   * keeps its wires too, save where the other side leads them elsewhere.
   */
  private settleTakenAway(nodes: Map<string, ScenarioNode>, wires: Map<string, Wire>): void {
    for (const id of this.disputed(wires)) {
      const [, mine, theirs] = this.versions("nodes", id);
      const keeper: Side = mine ? "mine" : "theirs";
      const node = mine ?? theirs;
      const side = this.asking.ask({ kind: "nodes", key: id, node: id, mine, theirs });
      if (side !== keeper || !node) {
        nodes.delete(id);
        continue;
      }
      nodes.set(id, node);
      for (const [key, wire] of this[keeper].wires)
        if ((wire.source === id || wire.target === id) && !wires.has(key)) wires.set(key, wire);
    }
  }

  /** Nodes that one side alone has now, that both had, and that the other side's work still needs. */
  private disputed(wires: ReadonlyMap<string, Wire>): Set<string> {
    const asked = this.asking.conflicts.filter(({ kind }) => kind === "nodes").map(({ key }) => key);
    const ends = [...wires.values()].flatMap((wire) => [wire.source, wire.target]);
    return new Set(
      [...asked, ...ends].filter(
        (id) => this.before.nodes.has(id) && this.mine.nodes.has(id) !== this.theirs.nodes.has(id),
      ),
    );
  }

  /** Wires at a node or a row that is gone, the mark of such a row, and what followed a repeat that is none any more. */
  private dropHanging(nodes: Map<string, ScenarioNode>, wires: Map<string, Wire>): void {
    const isKnown = (id: string) => this.mine.nodes.has(id) || this.theirs.nodes.has(id);
    const isGone = (id: string) => !nodes.has(id) && isKnown(id);
    const lost = this.lostOutputs(nodes);
    for (const [key, wire] of wires)
      if (isGone(wire.source) || isGone(wire.target) || lost.has(key)) wires.delete(key);
    for (const [id, node] of nodes) if (lost.has(`${id} ${node.main}`)) nodes.set(id, unmarked(node));
    for (const key of [...wires.keys()].filter((key) => key.endsWith(SPENT))) {
      const root = key.slice(0, -SPENT.length);
      const [mine, theirs] = [this.mine, this.theirs].map((side) => side.wires.get(root));
      const repeat = wires.get(root);
      if ((mine ?? theirs) && !(repeat && isRepeat(repeat))) wires.delete(key);
    }
  }

  /** The outputs of rows that either side has and the outcome has not. */
  private lostOutputs(nodes: ReadonlyMap<string, ScenarioNode>): Set<string> {
    const rows = (node: ScenarioNode | undefined) =>
      [...listsOf(node).values()].flatMap((list) => [...list.keys()]);
    const lost = new Set<string>();
    for (const [id, node] of nodes) {
      const sides = [this.mine.nodes.get(id), this.theirs.nodes.get(id)];
      if (sides.every((side) => side === undefined || side === node)) continue;
      const left = new Set(rows(node));
      for (const row of sides.flatMap(rows))
        if (!left.has(row)) for (const output of outputsOfRow(id, row)) lost.add(output);
    }
    return lost;
  }
}

type Value<K extends keyof Parts> = Parts[K] extends ReadonlyMap<string, infer V> ? V : never;
