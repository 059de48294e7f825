/**
 * The ways of all wires of a document, made when somebody looks and kept until something on them changes.
 *
 * A change of the drawing routes at once only the wires of the nodes that moved, so that a drag costs the same in
 * a small drawing and in a large one. When it has come to rest, whatever else it touched follows (`settling`):
 * then the ways depend on the drawing alone, whatever was before.
 */

import type { Catalogue } from "@/document/catalogue";
import { changedNodes, isWiredAlike } from "@/document/changes";
import { repeatsOf } from "@/document/replacing";
import type { Edge, Point, ScenarioDocument } from "@/document/types";
import { type Box, type Boxes, boxMaker, endsOf, type Rect, type WireEnds } from "./boxes";
import { HASTY, PATIENT } from "./detour";
import { spread, spreading } from "./lanes";
import { Obstacles, overlap } from "./obstacles";
import { cornersOf, type Lines, route, unhindered } from "./route";
import { LEVEL, UPRIGHT, type Way } from "./tracks";

export interface Planned extends WireEnds {
  readonly corners: readonly Point[];
}

/** The plan of a whole document at once, for whoever shows nothing meanwhile. */
export function planned(document: ScenarioDocument, catalogue: Catalogue): WirePlan {
  const plan = new WirePlan(catalogue);
  plan.follow(document);
  for (const _ of plan.settling());
  return plan;
}

interface Routed {
  readonly ends: WireEnds;
  readonly lines: Lines;
  /** Found in haste, to be done again when there is time. */
  readonly isHasty: boolean;
}

/** How far around its corners a way depends on what stands there. */
const NEAR = 40;
/** After more changes than this all wires are routed again: to find the touched ones would take as long. */
const TOUCHED_MAX = 200;
/** More new wires than this are not routed before somebody looks at them, or the drawing has come to rest. */
const AT_ONCE = 300;

export class WirePlan {
  boxes: Boxes = new Map();
  obstacles: Obstacles<Box> = new Obstacles<Box>([]);
  private readonly boxesOf: (document: ScenarioDocument) => Boxes;
  private readonly known = new WeakMap<Edge, { source: Box; target: Box; ends: WireEnds | null }>();
  private readonly routes = new Map<string, Routed>();
  private ends = new Map<string, WireEnds>();
  /** The wires that begin or end at each node. */
  private wiresAt: ReadonlyMap<string, readonly Edge[]> = new Map();
  private document: ScenarioDocument | null = null;
  private drawn = new Map<string, Planned>();
  /** Where nodes stood and stand that changed since the last rest. */
  private touched: Rect[] = [];

  constructor(catalogue: Catalogue) {
    this.boxesOf = boxMaker(catalogue);
  }

  get wireCount(): number {
    return this.ends.size;
  }

  /** The wire of an output as it is drawn, the same object until its way changes; null: it is not on the drawing. */
  wire(id: string): Planned | null {
    const drawn = this.drawn.get(id);
    if (drawn) return drawn;
    const ends = this.ends.get(id);
    if (!ends) return null;
    this.draw([ends], this.inLanes([ends]));
    return this.drawn.get(id) ?? null;
  }

  /** All wires for a look from afar: those not routed yet as if nothing stood in their way. */
  *wires(): Generator<Planned> {
    for (const ends of this.ends.values())
      yield this.drawn.get(ends.id) ?? drawnAs(ends, unhindered(ends.from, ends.to));
  }

  /** Takes the document as it is now and routes the wires whose ends are new; whether any line may have changed. */
  follow(document: ScenarioDocument): boolean {
    const [last, before] = [this.document, this.boxes];
    this.document = document;
    this.boxes = this.boxesOf(document);
    const changed = last && isWiredAlike(last, document) ? changedNodes(last.nodes, document.nodes) : null;
    const ids = changed?.map(({ after }) => after.id) ?? null;
    if (ids?.every((id) => hasSamePorts(before.get(id), this.boxes.get(id))))
      return this.followSome(ids, before);
    return this.followAll(document, before);
  }

  /** After a change of nodes that kept their ports: looks at nothing but them and their wires. */
  private followSome(ids: readonly string[], before: Boxes): boolean {
    const boxes = ids.flatMap((id) => {
      const [old, now] = [before.get(id), this.boxes.get(id)];
      return old && now ? [{ id, old, now }] : [];
    });
    for (const { old, now } of boxes) this.obstacles.replace(old, now);
    const moved = boxes.filter(({ old, now }) => !isSameRect(old, now));
    this.touched.push(...moved.flatMap(({ old, now }) => [now, old]));
    const wires = [...new Set(moved.flatMap(({ id }) => this.wiresAt.get(id) ?? []))];
    this.carryOrRoute(wires.flatMap((wire) => this.endsOf(wire) ?? []));
    return moved.length > 0;
  }

  private followAll(document: ScenarioDocument, before: Boxes): boolean {
    const moved = changedRects(before, this.boxes);
    this.obstacles = new Obstacles(this.boxes.values());
    this.touched.push(...moved);
    const stored = [...document.edges, ...repeatsOf(document)];
    this.wiresAt = byNode(stored);
    const countBefore = this.ends.size;
    const wires = stored.flatMap((wire) => this.endsOf(wire) ?? []);
    this.ends = new Map();
    const freshCount = this.carryOrRoute(wires);
    for (const id of this.drawn.keys()) if (!this.ends.has(id)) this.drawn.delete(id);
    return moved.length > 0 || freshCount > 0 || countBefore !== this.ends.size;
  }

  /** How many of these wires had to be routed anew. */
  private carryOrRoute(wires: readonly WireEnds[]): number {
    for (const ends of wires) this.ends.set(ends.id, ends);
    const fresh = wires.filter((ends) => !this.carry(ends));
    for (const { id } of fresh) this.drawn.delete(id);
    if (fresh.length <= AT_ONCE) this.draw(fresh, this.inLanes(fresh));
    return fresh.length;
  }

  /** Routes what the changes since the last rest touched and gives every wire its lane among all others, step by step. */
  *settling(): Generator<void> {
    this.forgetTouched();
    const all = [...this.ends.values()];
    const ways: Way[] = [];
    for (const ends of all) {
      ways.push(this.way(ends, PATIENT));
      yield;
    }
    const upright = yield* spreading(ways, UPRIGHT, this.obstacles);
    this.draw(all, yield* spreading(upright, LEVEL, this.obstacles));
  }

  private endsOf(wire: Edge): WireEnds | null {
    const source = this.boxes.get(wire.source);
    const target = this.boxes.get(wire.target);
    if (!source || !target) return null;
    const known = this.known.get(wire);
    if (known?.source === source && known.target === target) return known.ends;
    const ends = endsOf(wire, this.boxes);
    this.known.set(wire, { source, target, ends });
    return ends;
  }

  /** Whether the drawn wire still holds: its ends are where they were, or both went the same way and took it along. */
  private carry(ends: WireEnds): boolean {
    const old = this.drawn.get(ends.id);
    if (!old) return false;
    const [dx, dy] = [ends.from[0] - old.from[0], ends.from[1] - old.from[1]];
    if (ends.to[0] - old.to[0] !== dx || ends.to[1] - old.to[1] !== dy || ends.limit !== old.limit)
      return false;
    if (dx !== 0 || dy !== 0)
      this.drawn.set(ends.id, { ...ends, corners: old.corners.map(([x, y]) => [x + dx, y + dy]) });
    return true;
  }

  private forgetTouched(): void {
    if (this.touched.length > TOUCHED_MAX) this.routes.clear();
    for (const id of this.routes.keys()) if (!this.ends.has(id)) this.routes.delete(id);
    for (const [id, { ends, lines }] of this.routes) {
      const reach = reachOf(cornersOf(lines, ends.from, ends.to));
      if (this.touched.some((rect) => overlap(rect, reach))) this.routes.delete(id);
    }
    this.touched = [];
  }

  private inLanes(wires: readonly WireEnds[]): readonly Way[] {
    const ways = wires.map((ends) => this.way(ends, HASTY));
    return spread(ways, this.obstacles);
  }

  private way(ends: WireEnds, steps: number): Way {
    let routed = this.routes.get(ends.id);
    const isStale = !routed || (routed.isHasty && steps !== HASTY) || !isSameEnds(routed.ends, ends);
    if (!routed || isStale) {
      routed = { ends, lines: route(ends.from, ends.to, this.obstacles, steps), isHasty: steps === HASTY };
      this.routes.set(ends.id, routed);
    }
    // Ways back are dashed: two on one another would look like one that is not.
    const group = ends.limit === null ? ends.target : ends.id;
    return { id: ends.id, group, from: ends.from, to: ends.to, lines: routed.lines };
  }

  private draw(wires: readonly WireEnds[], ways: readonly Way[]): void {
    wires.forEach((ends, index) => {
      const made = drawnAs(ends, ways[index]?.lines ?? []);
      const old = this.drawn.get(ends.id);
      if (!old || !isSameWire(old, made)) this.drawn.set(ends.id, made);
    });
  }
}

function drawnAs(ends: WireEnds, lines: Lines): Planned {
  return { ...ends, corners: cornersOf(lines, ends.from, ends.to) };
}

function isSameWire(a: Planned, b: Planned): boolean {
  return (
    a.limit === b.limit &&
    a.corners.length === b.corners.length &&
    a.corners.every((corner, index) => isSamePoint(corner, b.corners[index] ?? [Number.NaN, 0]))
  );
}

function isSameEnds(a: WireEnds, b: WireEnds): boolean {
  return isSamePoint(a.from, b.from) && isSamePoint(a.to, b.to);
}

function isSamePoint(a: Point, b: Point): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function isSameRect(a: Rect, b: Rect): boolean {
  return a === b || (a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom);
}

function hasSamePorts(a: Box | undefined, b: Box | undefined): boolean {
  if (!a || !b) return a === b;
  return a.outputs.length === b.outputs.length && a.outputs.every((id, row) => id === b.outputs[row]);
}

function byNode(wires: readonly Edge[]): ReadonlyMap<string, readonly Edge[]> {
  const found = new Map<string, Edge[]>();
  for (const wire of wires)
    for (const id of [wire.source, wire.target]) {
      const own = found.get(id);
      if (own) own.push(wire);
      else found.set(id, [wire]);
    }
  return found;
}

function reachOf(corners: readonly Point[]): Rect {
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return {
    left: Math.min(...xs) - NEAR,
    right: Math.max(...xs) + NEAR,
    top: Math.min(...ys) - NEAR,
    bottom: Math.max(...ys) + NEAR,
  };
}

/** The places that were left and those that were taken. */
function changedRects(before: Boxes, after: Boxes): Rect[] {
  const changed: Rect[] = [];
  for (const [id, box] of after) {
    const old = before.get(id);
    if (old && isSameRect(old, box)) continue;
    changed.push(box);
    if (old) changed.push(old);
  }
  for (const [id, box] of before) if (!after.has(id)) changed.push(box);
  return changed;
}
