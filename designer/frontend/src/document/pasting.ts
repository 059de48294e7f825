/**
 * Copying parts of a drawing as JSON text: within a scenario, to another one, to another browser.
 *
 * What is pasted gets new ids. Wires that led out of the copied part are not brought along, the names in it
 * (queues, sounds, variables) stay as they are: the checks flag those that are unknown here.
 */

import { FRAME_SIZE, GRID } from "@/geometry";
import type { Catalogue, Language } from "./catalogue";
import { isCollapsed } from "./folding";
import { autoTitle, newNodeId } from "./naming";
import { repeatsOf, withEdges, withNodes, withRepeats } from "./replacing";
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
/** So far a copy stands off from what it would else lie on. */
const STEP = 2 * GRID;

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
 * Adds a copied part with its upper left corner at `position`, or a step beside where it was copied from; in any case
 * on no other node, whose copy it might be. Null when the text is none of ours.
 */
export function paste(
  document: ScenarioDocument,
  catalogue: Catalogue,
  text: string,
  position: Point | null,
  language: Language,
): Pasted | null {
  const part = readPart(text);
  if (!part) return null;
  const single = new Set(document.nodes.map((node) => node.type).filter((type) => isSingle(type)));
  const unresolved = [...new Set(part.nodes.map((node) => node.type))].filter((type) => !catalogue.has(type));
  const doubled = part.nodes.filter((node) => single.has(node.type)).map((node) => node.title);
  const taken = part.nodes.filter((node) => catalogue.has(node.type) && !single.has(node.type));
  if (taken.length === 0) return { document, ids: [], unresolved, doubled };
  const [dx, dy] = clearOf(document, taken, position);
  const ids = new Map<string, string>();
  let result = document;
  for (const node of taken) {
    const id = newNodeId(result.nodes.map((other) => other.id));
    ids.set(node.id, id);
    const at: Point = [Math.round(node.position[0] + dx), Math.round(node.position[1] + dy)];
    const title = titleFor(result, node, catalogue, language);
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

/** How far to move nodes so that none of them covers another one of the drawing. */
function clearOf(document: ScenarioDocument, nodes: readonly ScenarioNode[], position: Point | null): Point {
  const left = Math.min(...nodes.map((node) => node.position[0]));
  const top = Math.min(...nodes.map((node) => node.position[1]));
  const cell = (x: number, y: number) => `${Math.round(x / GRID)} ${Math.round(y / GRID)}`;
  const covered = new Set(document.nodes.map(({ position: [x, y] }) => cell(x, y)));
  const [dx, dy] = position ? [position[0] - left, position[1] - top] : [STEP, STEP];
  const frames = nodes.filter(isCollapsed).map(roomOf);
  const rooms = frames.length > 0 ? document.nodes.map(roomOf) : [];
  const far = STEP * covered.size + Math.max(0, ...rooms.map(([, , , bottom]) => bottom - top - dy));
  for (let off = 0; off <= far; off += STEP) {
    const isOn = nodes.some(({ position: [x, y] }) => covered.has(cell(x + dx + off, y + dy + off)));
    const isInRoom = frames.some((frame) => rooms.some((room) => meets(frame, room, dx + off, dy + off)));
    if (!isOn && !isInRoom) return [dx + off, dy + off];
  }
  return [dx, dy];
}

/** What a node takes up: of a collapsed frame all that it would hide, of the others a corner says enough. */
function roomOf(node: ScenarioNode): readonly [left: number, top: number, right: number, bottom: number] {
  const [x, y] = node.position;
  const [width, height] = isCollapsed(node) ? (node.size ?? FRAME_SIZE) : [1, 1];
  return [x, y, x + width, y + height];
}

function meets(a: ReturnType<typeof roomOf>, b: ReturnType<typeof roomOf>, dx: number, dy: number): boolean {
  return a[0] + dx < b[2] && b[0] < a[2] + dx && a[1] + dy < b[3] && b[1] < a[3] + dy;
}

/** A scenario has one start and one hang-up lane; a second one is never pasted. */
function isSingle(type: string): boolean {
  return type === "start" || type === "on_hangup";
}

function titleFor(
  document: ScenarioDocument,
  node: ScenarioNode,
  catalogue: Catalogue,
  language: Language,
): string {
  const component = catalogue.get(node.type);
  const isTaken = document.nodes.some((other) => other.title === node.title);
  return component && isTaken ? autoTitle(document, component, language) : node.title;
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
