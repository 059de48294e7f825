/**
 * Copying parts of a drawing as JSON text: within a scenario, to another one, to another browser.
 *
 * What is pasted gets new ids. Wires that led out of the copied part are not brought along, the names in it
 * (queues, sounds, variables) stay as they are: the checks flag those that are unknown here.
 */

import { nodeSize } from "@/geometry";
import type { Catalogue } from "./catalogue";
import { isCollapsed } from "./folding";
import { copyTitle, newNodeId } from "./naming";
import { wiredKeys } from "./outputs";
import { repeatsOf, withEdges, withNodes, withRepeats } from "./replacing";
import { firstClear, type Room } from "./room";
import {
  type Edge,
  outputId,
  type Point,
  type Repeat,
  type ScenarioDocument,
  type ScenarioNode,
  SPENT,
} from "./types";

/** Marks our text among whatever else people have in their clipboard. */
const MARK = "callwright";
const NODES_MAX = 2_000;

interface Part {
  readonly nodes: readonly ScenarioNode[];
  readonly edges: readonly Edge[];
  readonly repeats: readonly Repeat[];
}

export interface Pasted {
  readonly document: ScenarioDocument;
  readonly ids: readonly string[];
  /** Types that this installation does not have; their nodes were left out. */
  readonly unresolved: readonly string[];
  /** The titles of nodes that a scenario has once and this one has already; they were left out too. */
  readonly doubled: readonly string[];
}

export function copyText(document: ScenarioDocument, ids: ReadonlySet<string>): string {
  const isInside = (wire: Edge) => ids.has(wire.source) && ids.has(wire.target);
  const repeats = repeatsOf(document).filter(isInside);
  const spent = new Set(repeats.map((repeat) => outputId({ ...repeat, key: repeat.key + SPENT })));
  // The way out of a repeat means nothing where the repeat does not come along.
  const isWhole = (edge: Edge) => !edge.key.endsWith(SPENT) || spent.has(outputId(edge));
  const part: Part = {
    nodes: document.nodes.filter((node) => ids.has(node.id)),
    edges: document.edges.filter((edge) => isInside(edge) && isWhole(edge)),
    repeats,
  };
  return JSON.stringify({ [MARK]: 1, ...part });
}

/**
 * Adds a copied part with its upper left corner at `position`, or where it was copied from; in any case on no other
 * node but below. Null when the text is none of ours.
 */
export function paste(
  document: ScenarioDocument,
  catalogue: Catalogue,
  text: string,
  position: Point | null,
): Pasted | null {
  const part = readPart(text);
  if (!part) return null;
  const single = new Set(document.nodes.map((node) => node.type).filter((type) => isSingle(type)));
  const unresolved = [...new Set(part.nodes.map((node) => node.type))].filter((type) => !catalogue.has(type));
  const doubled = part.nodes.filter((node) => single.has(node.type)).map((node) => node.title);
  const taken = part.nodes.filter((node) => catalogue.has(node.type) && !single.has(node.type));
  if (taken.length === 0) return { document, ids: [], unresolved, doubled };
  const [dx, dy] = clearOf(document, catalogue, taken, position);
  const ids = new Map<string, string>();
  let result = document;
  for (const node of taken) {
    const id = newNodeId(result.nodes.map((other) => other.id));
    ids.set(node.id, id);
    const at: Point = [Math.round(node.position[0] + dx), Math.round(node.position[1] + dy)];
    const title = copyTitle(result, node.title);
    result = withNodes(result, [...result.nodes, { ...node, id, title, position: at }]);
  }
  result = withEdges(result, [...result.edges, ...renamed(part.edges, ids)]);
  const repeats = renamed(part.repeats, ids);
  if (repeats.length > 0) result = withRepeats(result, [...repeatsOf(result), ...repeats]);
  return { document: result, ids: [...ids.values()], unresolved, doubled };
}

/** Whether a text holds nodes that are on this drawing, so that a place beside them means something. */
export function isCopyOf(document: ScenarioDocument, text: string): boolean {
  const here = new Map(document.nodes.map((node) => [node.id, node]));
  return (
    readPart(text)?.nodes.some(({ id, type, title }) => {
      const node = here.get(id);
      return node?.type === type && node.title === title;
    }) ?? false
  );
}

/** How far to move nodes so that they lie on nothing: as wished, and down from there to where there is room for all. */
function clearOf(
  document: ScenarioDocument,
  catalogue: Catalogue,
  nodes: readonly ScenarioNode[],
  position: Point | null,
): Point {
  const rooms = nodes.map((node) => roomOf(node, catalogue));
  const left = Math.min(...rooms.map((room) => room.left));
  const top = Math.min(...rooms.map((room) => room.top));
  const width = Math.max(...rooms.map((room) => room.right)) - left;
  const height = Math.max(...rooms.map((room) => room.bottom)) - top;
  const [x, y] = position ?? [left, top];
  const wired = wiredKeys(document);
  // Frames that are open lie behind what they hold, but not behind another frame.
  const hasFrames = nodes.some(({ type }) => type === "frame");
  const taken = document.nodes
    .filter((node) => hasFrames || node.type !== "frame" || isCollapsed(node))
    .map((node) => roomOf(node, catalogue, wired.get(node.id)));
  return [x - left, firstClear(taken, { left: x, right: x + width, top: y, bottom: y + height }) - top];
}

/** Of a collapsed frame all that it hides. */
function roomOf(node: ScenarioNode, catalogue: Catalogue, wired?: ReadonlySet<string>): Room {
  const [left, top] = node.position;
  const [width, height] = nodeSize(node, catalogue, wired);
  return { left, top, right: left + width, bottom: top + height };
}

/** A scenario has one start and one hang-up lane; a second one is never pasted. */
function isSingle(type: string): boolean {
  return type === "start" || type === "on_hangup";
}

function renamed<W extends Edge>(wires: readonly W[], ids: ReadonlyMap<string, string>): W[] {
  return wires.flatMap((wire) => {
    const [source, target] = [ids.get(wire.source), ids.get(wire.target)];
    return source && target ? [{ ...wire, source, target }] : [];
  });
}

function readPart(text: string): Part | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(read) || read[MARK] !== 1) return null;
  const { nodes, edges, repeats } = read;
  if (![nodes, edges, repeats].every(Array.isArray)) return null;
  const part = { nodes, edges, repeats } as unknown as Part;
  const isSound =
    part.nodes.length > 0 &&
    part.nodes.length <= NODES_MAX &&
    part.nodes.every(isNode) &&
    part.edges.every(isWire) &&
    part.repeats.every((repeat) => isWire(repeat) && Number.isInteger(repeat.limit));
  return isSound
    ? {
        nodes: part.nodes.map(plainNode),
        edges: part.edges.map(plainEdge),
        repeats: part.repeats.map(plainRepeat),
      }
    : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every((part) => Number.isFinite(part));
}

function isNode(node: unknown): boolean {
  if (!isObject(node)) return false;
  const texts = [node.id, node.type, node.title];
  const hasSize = node.size === undefined || isPair(node.size);
  const hasMain = node.main === undefined || typeof node.main === "string";
  return (
    texts.every((text) => typeof text === "string") &&
    isObject(node.params) &&
    isPair(node.position) &&
    hasSize &&
    hasMain
  );
}

function isWire(wire: unknown): boolean {
  return isObject(wire) && [wire.source, wire.target, wire.key].every((text) => typeof text === "string");
}

/** Only what the stored format has: the clipboard may hold anything. */
function plainNode({ id, type, title, params, position, size, main }: ScenarioNode): ScenarioNode {
  const own = { ...(size ? { size } : {}), ...(main === undefined ? {} : { main }) };
  return { id, type, title, params, position, ...own };
}

function plainEdge({ source, target, key }: Edge): Edge {
  return { source, target, key };
}

function plainRepeat({ source, key, target, limit }: Repeat): Repeat {
  return { source, key, target, limit };
}
