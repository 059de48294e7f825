/**
 * Two people changed one drawing: what each did since they parted is brought together, nothing is lost.
 *
 * Each part (node, wire of an output, variable, property) that one side alone changed is taken from that side. A
 * part that both changed differently is a conflict, decided by a person. A wire that one side drew to or from a
 * node which the other took away makes the taking away a conflict too: it would undo the wire without a word.
 */

import { newNodeId } from "@/document/naming";
import { isSame } from "@/document/same";
import type { ScenarioDocument, ScenarioNode } from "@/document/types";
import { assembled, type Parts, partsOf, type Wire } from "./parts";

export type Side = "mine" | "theirs";
export type Choices = ReadonlyMap<string, Side>;
export type Kind = keyof Parts;

/** A part with two versions, null where a side has none. `node`: the node that it is shown under. */
export interface Conflict {
  readonly id: string;
  readonly kind: Kind;
  readonly key: string;
  readonly node: string | null;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export interface Merged {
  /** Conflicts that nobody has decided are in it as on my side. */
  readonly document: ScenarioDocument;
  readonly conflicts: readonly Conflict[];
  /** How many parts came from the other side without a question. */
  readonly takenCount: number;
}

const NO_CHOICES: Choices = new Map();

export function merge(
  base: ScenarioDocument,
  mine: ScenarioDocument,
  theirs: ScenarioDocument,
  choices: Choices = NO_CHOICES,
): Merged {
  const [before, own, other] = [partsOf(base), partsOf(mine), partsOf(theirs)];
  const work = new Work(before, own, other, choices);
  const variables = work.joined("variables");
  const properties = work.joined("properties");
  const wires = work.joined("wires");
  const nodes = work.joined("nodes");
  work.settleTakenAway(nodes, wires);
  const isGone = (id: string) => !nodes.has(id) && (own.nodes.has(id) || other.nodes.has(id));
  for (const [id, wire] of wires) if (isGone(wire.source) || isGone(wire.target)) wires.delete(id);
  return {
    document: assembled({ nodes, wires, variables, properties }, theirs),
    conflicts: work.conflicts,
    takenCount: work.takenCount,
  };
}

class Work {
  readonly conflicts: Conflict[] = [];
  takenCount = 0;

  constructor(
    private readonly before: Parts,
    private readonly mine: Parts,
    private readonly theirs: Parts,
    private readonly choices: Choices,
  ) {}

  /** The parts of one kind: mine in my order, then what the other side added. */
  joined<K extends Kind>(kind: K): Map<string, Value<K>> {
    const joined = new Map<string, Value<K>>();
    const [base, own, other] = [this.before[kind], this.mine[kind], this.theirs[kind]] as [
      ReadonlyMap<string, Value<K>>,
      ReadonlyMap<string, Value<K>>,
      ReadonlyMap<string, Value<K>>,
    ];
    for (const key of new Set([...own.keys(), ...other.keys()])) {
      const value = this.decided(kind, key, base.get(key), own.get(key), other.get(key));
      if (value !== undefined) joined.set(key, value);
    }
    return joined;
  }

  private decided<T>(
    kind: Kind,
    key: string,
    base: T | undefined,
    mine: T | undefined,
    theirs: T | undefined,
  ) {
    if (isSame(mine, theirs)) return mine;
    if (isSame(theirs, base)) return mine;
    if (isSame(mine, base)) {
      this.takenCount += 1;
      return theirs;
    }
    return this.ask(kind, key, mine, theirs) === "mine" ? mine : theirs;
  }

  private ask(kind: Kind, key: string, mine: unknown, theirs: unknown): Side {
    const id = `${kind} ${key}`;
    const wire = kind === "wires" ? ((mine ?? theirs) as Wire) : null;
    const node = kind === "nodes" ? key : (wire?.source ?? null);
    if (!this.conflicts.some((known) => known.id === id))
      this.conflicts.push({ id, kind, key, node, mine: mine ?? null, theirs: theirs ?? null });
    return this.choices.get(id) ?? "mine";
  }

  /**
   * Nodes that one side took away while the other changed them or drew wires at them. Whoever keeps such a node
   * keeps its wires too, save where the other side leads them elsewhere.
   */
  settleTakenAway(nodes: Map<string, ScenarioNode>, wires: Map<string, Wire>): void {
    for (const id of this.disputed(wires)) {
      const [own, other] = [this.mine.nodes.get(id), this.theirs.nodes.get(id)];
      const keeper: Side = own ? "mine" : "theirs";
      const node = own ?? other;
      if (this.ask("nodes", id, own, other) !== keeper || !node) {
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
    const asked = this.conflicts.filter(({ kind }) => kind === "nodes").map(({ key }) => key);
    const ends = [...wires.values()].flatMap((wire) => [wire.source, wire.target]);
    return new Set(
      [...asked, ...ends].filter(
        (id) => this.before.nodes.has(id) && this.mine.nodes.has(id) !== this.theirs.nodes.has(id),
      ),
    );
  }
}

type Value<K extends Kind> = Parts[K] extends ReadonlyMap<string, infer V> ? V : never;

/** New ids for the nodes of mine that the other side gave to nodes of its own, old to new. */
export function clashingIds(
  base: ScenarioDocument,
  mine: ScenarioDocument,
  theirs: ScenarioDocument,
): ReadonlyMap<string, string> {
  const [known, others] = [partsOf(base).nodes, partsOf(theirs).nodes];
  const taken = new Set([...known.keys(), ...others.keys(), ...mine.nodes.map((node) => node.id)]);
  const renamed = new Map<string, string>();
  for (const node of mine.nodes) {
    const other = others.get(node.id);
    if (known.has(node.id) || !other || isSame(node, other)) continue;
    const id = newNodeId(taken);
    taken.add(id);
    renamed.set(node.id, id);
  }
  return renamed;
}

/** The document with other ids for some of its nodes, and their wires with them. */
export function withOtherIds(
  document: ScenarioDocument,
  renamed: ReadonlyMap<string, string>,
): ScenarioDocument {
  if (renamed.size === 0) return document;
  const now = (id: string) => renamed.get(id) ?? id;
  const led = <W extends Wire>(wire: W): W =>
    renamed.has(wire.source) || renamed.has(wire.target)
      ? { ...wire, source: now(wire.source), target: now(wire.target) }
      : wire;
  const { repeats } = document.graph;
  return {
    ...document,
    graph: repeats ? { ...document.graph, repeats: repeats.map(led) } : document.graph,
    nodes: document.nodes.map((node) => (renamed.has(node.id) ? { ...node, id: now(node.id) } : node)),
    edges: document.edges.map(led),
  };
}
