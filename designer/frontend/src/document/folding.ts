/**
 * What the drawing shows of collapsed frames: one card for the frame and all that stands wholly inside it.
 *
 * Only the drawing sees a document through here; it is stored, checked and called as it is. A wire that crosses the
 * frame begins or ends at the card and stays the wire of its real output, which `realOutput` and `wireId` tell.
 */

import { nodeSize } from "@/geometry";
import type { Catalogue } from "./catalogue";
import { changedNodes, isWiredAlike } from "./changes";
import { nodesInside } from "./frames";
import { setPositions } from "./moving";
import { drawnOutputs, FOLDED, wiredKeys } from "./outputs";
import { repeatsOf } from "./replacing";
import { isSame } from "./same";
import {
  type Edge,
  type OutputRef,
  outputId,
  type Point,
  type ScenarioDocument,
  type ScenarioNode,
} from "./types";

/** Which nodes are hidden, and the frame whose card stands for each. */
export interface Folding {
  /** The frames that are shown as cards. */
  readonly frames: ReadonlySet<string>;
  readonly owners: ReadonlyMap<string, string>;
}

export const UNFOLDED: Folding = { frames: new Set(), owners: new Map() };

export function isCollapsed(node: ScenarioNode): boolean {
  return node.type === "frame" && node.params.collapsed === true;
}

/** What is hidden in a document; the same object while the same is. Frames among `opened` are shown open. */
export function foldingMaker(catalogue: Catalogue) {
  let last: { document: ScenarioDocument; opened: ReadonlySet<string>; folding: Folding } | null = null;
  return (document: ScenarioDocument, opened: ReadonlySet<string>): Folding => {
    if (last?.document === document && last.opened === opened) return last.folding;
    const made = foldingOf(document, catalogue, opened);
    const folding = last && isSameFolding(last.folding, made) ? last.folding : made;
    last = { document, opened, folding };
    return folding;
  };
}

/** Of frames within one another the outermost counts: the larger one, and of two that are alike the first. */
export function foldingOf(
  document: ScenarioDocument,
  catalogue: Catalogue,
  opened: ReadonlySet<string>,
): Folding {
  const collapsed = document.nodes.filter((node) => isCollapsed(node) && !opened.has(node.id));
  if (collapsed.length === 0) return UNFOLDED;
  const area = (frame: ScenarioNode) => {
    const [width, height] = nodeSize(frame, catalogue);
    return width * height;
  };
  const frames = new Set<string>();
  const owners = new Map<string, string>();
  for (const frame of collapsed.sort((a, b) => area(b) - area(a))) {
    if (owners.has(frame.id)) continue;
    frames.add(frame.id);
    for (const { id } of nodesInside(document, catalogue, frame))
      if (!frames.has(id) && !owners.has(id)) owners.set(id, frame.id);
  }
  return { frames, owners };
}

function isSameFolding(a: Folding, b: Folding): boolean {
  return (
    a.frames.size === b.frames.size &&
    a.owners.size === b.owners.size &&
    [...b.frames].every((id) => a.frames.has(id)) &&
    [...b.owners].every(([id, frame]) => a.owners.get(id) === frame)
  );
}

/** The node itself, or the frame whose card stands for it. */
export function shownAs({ owners }: Folding, id: string): string {
  return owners.get(id) ?? id;
}

/** Takes along what is hidden by the cards that stand elsewhere than before. */
export function carried(
  before: ScenarioDocument,
  after: ScenarioDocument,
  { owners }: Folding,
): ScenarioDocument {
  if (owners.size === 0 || before === after) return after;
  const old = new Map(before.nodes.map(({ id, position }) => [id, position]));
  const now = new Map(after.nodes.map(({ id, position }) => [id, position]));
  const positions = [...owners].flatMap(([id, frame]): [string, Point][] => {
    const [own, from, to] = [old.get(id), old.get(frame), now.get(frame)];
    if (!own || !from || !to || from === to) return [];
    return [[id, [own[0] + to[0] - from[0], own[1] + to[1] - from[1]]]];
  });
  return setPositions(after, new Map(positions));
}

/** Nodes, and what is hidden by the cards among them. */
export function withHidden({ owners }: Folding, ids: ReadonlySet<string>): ReadonlySet<string> {
  const hidden = [...owners].filter(([, frame]) => ids.has(frame)).map(([id]) => id);
  return hidden.length > 0 ? new Set([...ids, ...hidden]) : ids;
}

/** The output that a wire leaves, wherever it is drawn: a card's outputs are those of what it hides. */
export function realOutput(output: OutputRef): OutputRef {
  const end = output.key.lastIndexOf(" ");
  if (end < 0) return { source: output.source, key: output.key };
  return { source: output.key.slice(0, end), key: output.key.slice(end + 1) };
}

export function wireId(wire: OutputRef): string {
  return outputId(realOutput(wire));
}

/** The document as it is shown. What is hidden nowhere keeps its object, all of it while nothing is hidden. */
export function folder(catalogue: Catalogue) {
  const cards = new Map<string, { frame: ScenarioNode; card: ScenarioNode }>();
  const crossing = new WeakMap<Edge, Edge>();
  let last: { document: ScenarioDocument; folding: Folding; shown: ScenarioDocument } | null = null;
  let ports: ReadonlyMap<string, Ports> = new Map();

  const wiresOf = <W extends Edge>(wires: readonly W[], owners: Folding["owners"]): readonly W[] =>
    wires.flatMap((wire) => {
      const [source, target] = [owners.get(wire.source), owners.get(wire.target)];
      if (!source && !target) return [wire];
      if (source === target) return [];
      const made = {
        ...wire,
        source: source ?? wire.source,
        key: source ? outputId(wire) : wire.key,
        target: target ?? wire.target,
      };
      const known = crossing.get(wire) as W | undefined;
      if (known && isSame(known, made)) return [known];
      crossing.set(wire, made);
      return [made];
    });

  const cardOf = (frame: ScenarioNode): ScenarioNode => {
    const own = ports.get(frame.id) ?? NO_PORTS;
    const known = cards.get(frame.id);
    const params = { ...frame.params, ...own };
    if (known?.frame === frame && isSame(known.card.params, params)) return known.card;
    const card = { ...frame, type: FOLDED, params };
    cards.set(frame.id, { frame, card });
    return card;
  };

  return (document: ScenarioDocument, folding: Folding): ScenarioDocument => {
    if (folding.frames.size === 0) return document;
    const { frames, owners } = folding;
    const before = last?.folding === folding && isWiredAlike(last.document, document) ? last : null;
    if (before?.document === document) return before.shown;
    const edges = before ? before.shown.edges : wiresOf(document.edges, owners);
    const repeats = before ? repeatsOf(before.shown) : wiresOf(repeatsOf(document), owners);
    const changed = before && changedNodes(before.document.nodes, document.nodes);
    // A card's outputs stand in the order of what it hides.
    if (!changed || changed.some(({ after }) => owners.has(after.id)))
      ports = portsOf(document, catalogue, folding, [...edges, ...repeats]);
    const nodes = document.nodes.flatMap((node) =>
      owners.has(node.id) ? [] : [frames.has(node.id) ? cardOf(node) : node],
    );
    const shown = { ...document, nodes, edges, graph: { ...document.graph, repeats } };
    last = { document, folding, shown };
    return shown;
  };
}

/** What a card has to be connected by, beside the parameters of its frame. */
type Ports = { readonly outputs: readonly string[]; readonly is_entered: boolean };
const NO_PORTS: Ports = { outputs: [], is_entered: false };

/** The crossing outputs of each card, in the order in which their nodes stand from the top. */
function portsOf(
  document: ScenarioDocument,
  catalogue: Catalogue,
  { frames, owners }: Folding,
  shown: readonly Edge[],
): ReadonlyMap<string, Ports> {
  const led = new Set(shown.filter(({ source }) => frames.has(source)).map(({ key }) => key));
  const entered = new Set(shown.map(({ target }) => target));
  const wired = wiredKeys(document);
  const hidden = document.nodes
    .filter((node) => owners.has(node.id))
    .sort((a, b) => a.position[1] - b.position[1] || a.position[0] - b.position[0]);
  const outputs = new Map<string, string[]>([...frames].map((id) => [id, []]));
  for (const node of hidden)
    for (const { id: key } of drawnOutputs(node, catalogue, wired.get(node.id))) {
      const id = outputId({ source: node.id, key });
      if (led.has(id)) outputs.get(owners.get(node.id) ?? "")?.push(id);
    }
  return new Map([...outputs].map(([id, own]) => [id, { outputs: own, is_entered: entered.has(id) }]));
}
