/**
 * The document as React Flow wants it. Geometry is declared, never measured (canvas of 2,000 nodes at once), and
 * what did not change keeps its object, so that a step of a drag renders the dragged node alone.
 */

import { type Edge as FlowEdge, type Node as FlowNode, Position } from "@xyflow/react";
import type { Catalogue } from "@/document/catalogue";
import { changedNodes, isWiredAlike } from "@/document/changes";
import { realOutput, wireId } from "@/document/folding";
import { drawnOutputs, FOLDED, NO_KEYS, wiredKeys } from "@/document/outputs";
import { repeatsOf } from "@/document/replacing";
import {
  type Edge,
  type OutputRef,
  outputId,
  type Repeat,
  type ScenarioDocument,
  type ScenarioNode,
} from "@/document/types";
import type { Selection } from "@/editor/store";
import { INPUT_PORT, nodeSize, outputPort, PORT_SIZE } from "@/geometry";
import { t } from "@/i18n";
import { wireLabelId } from "@/wires/WireLabel";

/** The node as it was when its place or its ports last changed: words are read from the document (`useNode`). */
export interface CardData extends Record<string, unknown> {
  readonly node: ScenarioNode;
  /** The drawn outputs, from the top. */
  readonly ports: readonly string[];
  /** The keys of the outputs that lead somewhere. */
  readonly wired: ReadonlySet<string>;
}
export type Card = FlowNode<CardData>;

export interface WireData extends Record<string, unknown> {
  readonly output: OutputRef;
  /** How often a call may take a repeat; null: an edge. */
  readonly limit: number | null;
}
export type WireEdge = FlowEdge<WireData>;

export const INPUT_HANDLE = "in";
/** What has a card of another kind than the components. */
const TYPES = new Map([
  ["note", "note"],
  ["frame", "frame"],
  [FOLDED, "folded"],
]);
/** Frames lie under wires, notes between them and the nodes; the words of frames lie above the wires, at 1. */
const LAYERS: Readonly<Record<string, number>> = { frame: -2, note: -1 };

/** Makes the lists anew for each document, out of the parts it made before. */
export function flowMaker(catalogue: Catalogue, mayEdit: boolean) {
  let wired: ReadonlyMap<string, ReadonlySet<string>> = new Map();
  const cards = new Map<string, Card>();
  const wires = new WeakMap<Edge, WireEdge>();
  let lastNodes: Card[] = [];
  let lastEdges: WireEdge[] = [];
  let nodesOf: { document: ScenarioDocument; selected: ReadonlySet<string>; written: string | null } | null =
    null;
  let edgesOf: { document: ScenarioDocument; wire: OutputRef | null } | null = null;

  const card = (
    node: ScenarioNode,
    keys: ReadonlySet<string>,
    selected: boolean,
    isWritten: boolean,
  ): Card => {
    const known = cards.get(node.id);
    const isAlike = known?.selected === selected && known.dragging === isWritten;
    if (isAlike && isDrawnAlike(known.data, node, keys)) return known;
    // Out of sight React Flow keeps the dragged nodes alone. What is written in has to stay too: without its field
    // the letters would be keys of the drawing. The flag has no other effect (React Flow 12.12).
    const made = { ...makeCard(node, catalogue, keys, selected, mayEdit), dragging: isWritten };
    cards.set(node.id, made);
    return made;
  };

  /** Whether a node has its place and its ports where it had them; what is written in it may differ. */
  const isDrawnAlike = ({ node, ports, wired }: CardData, now: ScenarioNode, keys: ReadonlySet<string>) => {
    if (node === now) return isSameSet(wired, keys);
    if (node.type !== now.type || node.position !== now.position || node.size !== now.size) return false;
    if (!isSameSet(wired, keys)) return false;
    if (node.params === now.params || catalogue.get(now.type)?.executed === false) return true;
    if (hasInput(node, catalogue) !== hasInput(now, catalogue)) return false;
    const portsNow = drawnOutputs(now, catalogue, keys);
    return portsNow.length === ports.length && portsNow.every((port, row) => port.id === ports[row]);
  };

  const wire = (stored: Edge | Repeat, selected: boolean): WireEdge => {
    const known = wires.get(stored);
    if (known?.selected === selected) return known;
    const made = makeWire(stored, selected, mayEdit);
    wires.set(stored, made);
    return made;
  };

  return {
    /** `written`: the node whose text is being written on the drawing. */
    nodes(document: ScenarioDocument, selection: Selection, written: string | null): Card[] {
      const before = nodesOf;
      const keysBefore = wired;
      const keys = wiredKeys(document);
      wired = keys;
      const cardOf = (node: ScenarioNode) =>
        card(node, keys.get(node.id) ?? NO_KEYS, selection.nodes.has(node.id), node.id === written);
      const isAlike =
        keys === keysBefore && before?.selected === selection.nodes && before.written === written;
      const changed = isAlike ? changedNodes(before.document.nodes, document.nodes) : null;
      lastNodes = changed
        ? placed(
            changed.map(({ index, after }) => ({ index, card: cardOf(after) })),
            lastNodes,
          )
        : sameOr(document.nodes.map(cardOf), lastNodes);
      nodesOf = { document, selected: selection.nodes, written };
      return lastNodes;
    },
    edges(document: ScenarioDocument, selection: Selection): WireEdge[] {
      const before = edgesOf;
      edgesOf = { document, wire: selection.wire };
      const isAlike =
        before?.wire === selection.wire &&
        isWiredAlike(before.document, document) &&
        changedNodes(before.document.nodes, document.nodes) !== null;
      if (isAlike) return lastEdges;
      const chosen = selection.wire && outputId(selection.wire);
      const present = new Set(document.nodes.map((node) => node.id));
      const list = [...document.edges, ...repeatsOf(document)]
        .filter((stored) => present.has(stored.source) && present.has(stored.target))
        .map((stored) => wire(stored, chosen !== null && wireId(stored) === chosen));
      lastEdges = sameOr(list, lastEdges);
      return lastEdges;
    },
  };
}

function makeCard(
  node: ScenarioNode,
  catalogue: Catalogue,
  wired: ReadonlySet<string>,
  selected: boolean,
  mayEdit: boolean,
): Card {
  const component = catalogue.get(node.type);
  const outputs = component?.executed === false ? [] : drawnOutputs(node, catalogue, wired);
  const ports = outputs.map((output) => output.id);
  const [width, height] = nodeSize(node, catalogue, wired);
  const isDrawn = component?.executed !== false;
  return {
    id: node.id,
    type: TYPES.get(node.type) ?? "card",
    position: { x: node.position[0], y: node.position[1] },
    data: { node, ports, wired },
    selected,
    draggable: mayEdit,
    zIndex: LAYERS[node.type] ?? 2,
    domAttributes: { "aria-roledescription": t("canvas:node") },
    initialWidth: width,
    initialHeight: height,
    ...(isDrawn ? { handles: handlesOf(ports, hasInput(node, catalogue)) } : { width, height }),
  };
}

/** Lanes begin by themselves; the card of a frame has an input when something leads to what it hides. */
function hasInput({ type, params }: ScenarioNode, catalogue: Catalogue): boolean {
  return type === FOLDED ? params.is_entered === true : catalogue.get(type)?.lane !== true;
}

function handlesOf(ports: readonly string[], canBeEntered: boolean) {
  const half = PORT_SIZE / 2;
  const size = { width: PORT_SIZE, height: PORT_SIZE };
  const sources = ports.map((id, index) => {
    const [x, y] = outputPort(index, ports.length);
    return {
      id,
      type: "source" as const,
      position: Position.Right,
      x: x - half,
      y: y - half,
      ...size,
    };
  });
  if (!canBeEntered) return sources;
  const [x, y] = INPUT_PORT;
  const input = {
    id: INPUT_HANDLE,
    type: "target" as const,
    position: Position.Left,
    x: x - half,
    y: y - half,
  };
  return [{ ...input, ...size }, ...sources];
}

function makeWire(stored: Edge | Repeat, selected: boolean, mayEdit: boolean): WireEdge {
  const { source, target, key } = stored;
  return {
    id: wireId(stored),
    type: "wire",
    source,
    target,
    sourceHandle: key,
    targetHandle: INPUT_HANDLE,
    selected,
    // In place of React Flow's own, which is English and tells ids; the name itself follows what nodes are called.
    ariaLabel: t("wires:wire"),
    domAttributes: {
      "aria-roledescription": t("wires:wire"),
      "aria-labelledby": wireLabelId(wireId(stored)),
    },
    reconnectable: mayEdit ? "target" : false,
    data: { output: realOutput(stored), limit: "limit" in stored ? stored.limit : null },
  };
}

/** The list with these cards in their places; a letter typed into a node leaves its card, and so the list, as it was. */
function placed(cards: readonly { readonly index: number; readonly card: Card }[], list: Card[]): Card[] {
  if (cards.every(({ index, card }) => list[index] === card)) return list;
  const made = [...list];
  for (const { index, card } of cards) made[index] = card;
  return made;
}

/** The list before when it has the same parts: it tells React Flow that nothing changed, and nobody renders. */
function sameOr<T>(list: T[], before: T[]): T[] {
  return list.length === before.length && list.every((item, index) => item === before[index]) ? before : list;
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const item of a) if (!b.has(item)) return false;
  return true;
}
