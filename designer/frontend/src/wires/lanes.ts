/**
 * Puts wires that lead to different nodes beside each other where they would run on one another.
 *
 * All upright lines first, then all level ones. Lines that compete for one gap get an order in which they cross
 * each other least, and places as far apart as the gap allows. The result depends on the drawing alone.
 */

import type { Obstacles } from "./obstacles";
import { type Axis, LEVEL, type Track, tracksOf, UPRIGHT, type Way } from "./tracks";

/** How far apart lanes are, from what is wished to what is borne. */
const SPACINGS = [12, 9, 7, 5, 3] as const;
/** Tracks that wish to lie further apart than this do not compete. */
const RIVALS = 120;
const TOUCH = 6;
/** Two lines on one another look like one wire: worse than crossing. */
const COLLISION = 3;

interface Rival {
  readonly track: number;
  /** How many crossings it saves to lie before that track; negative: behind it. */
  readonly gain: number;
}

/** The ways with their lines in lanes: the upright ones first, since the level ones follow them. */
export function spread(ways: readonly Way[], obstacles: Obstacles): Way[] {
  return finished(spreading(finished(spreading(ways, UPRIGHT, obstacles)), LEVEL, obstacles));
}

/** The ways with the lines of one axis in lanes, step by step: of a whole large drawing it takes several frames. */
export function* spreading(ways: readonly Way[], axis: Axis, obstacles: Obstacles): Generator<void, Way[]> {
  const lines = ways.map((way) => [...way.lines]);
  const tracks = tracksOf(ways, axis, obstacles);
  yield;
  const rivals = rivalsOf(tracks);
  yield;
  for (const competing of componentsOf(rivals)) {
    const order = orderOf(competing, tracks, rivals);
    const places = placesOf(order, tracks, rivals);
    order.forEach((index, rank) => {
      for (const [way, line] of tracks[index]?.members ?? []) {
        const own = lines[way];
        if (own) own[line] = places[rank] ?? 0;
      }
    });
    yield;
  }
  return ways.map((way, index) => ({ ...way, lines: lines[index] ?? way.lines }));
}

function finished<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** For each track those that it must keep off. */
function rivalsOf(tracks: readonly Track[]): Rival[][] {
  const rivals: Rival[][] = tracks.map(() => []);
  const order = tracks.map((_, index) => index);
  order.sort((a, b) => (tracks[a]?.wish ?? 0) - (tracks[b]?.wish ?? 0));
  order.forEach((a, rank) => {
    const first = tracks[a];
    if (!first) return;
    for (let next = rank + 1; next < order.length; next += 1) {
      const b = order[next] ?? 0;
      const second = tracks[b];
      if (!second || second.wish - first.wish >= RIVALS) break;
      if (!compete(first, second)) continue;
      const gain = crossings(second, first) - crossings(first, second);
      rivals[a]?.push({ track: b, gain });
      rivals[b]?.push({ track: a, gain: -gain });
    }
  });
  return rivals;
}

function compete(a: Track, b: Track): boolean {
  if (a.begin >= b.end + TOUCH || b.begin >= a.end + TOUCH || a.group === b.group) return false;
  const [isHeldA, isHeldB] = [a.low === a.high, b.low === b.high];
  if (isHeldA && isHeldB) return false;
  if (isHeldA || isHeldB) return Math.abs(a.wish - b.wish) < 2 * SPACINGS[0];
  return a.low < b.high && b.low < a.high;
}

/** How often two tracks cross each other's arms when `first` lies before `second`. */
function crossings(first: Track, second: Track): number {
  let count = 0;
  for (const arm of first.arms) {
    if (arm.side <= 0) continue;
    if (arm.at > second.begin + 1 && arm.at < second.end - 1) count += 1;
    for (const other of second.arms)
      if (other.side < 0 && Math.abs(other.at - arm.at) < 4) count += COLLISION;
  }
  for (const arm of second.arms)
    if (arm.side < 0 && arm.at > first.begin + 1 && arm.at < first.end - 1) count += 1;
  return count;
}

/** The tracks that compete with each other, directly or through others; a track alone is one too. */
function componentsOf(rivals: readonly Rival[][]): number[][] {
  const seen = new Set<number>();
  return rivals.flatMap((_, begin) => {
    if (seen.has(begin)) return [];
    seen.add(begin);
    const found = [begin];
    for (const track of found)
      for (const rival of rivals[track] ?? []) {
        if (seen.has(rival.track)) continue;
        seen.add(rival.track);
        found.push(rival.track);
      }
    return [found];
  });
}

/** An order with few crossings: always the track next that loses least by not waiting for the others. */
function orderOf(
  competing: readonly number[],
  tracks: readonly Track[],
  rivals: readonly Rival[][],
): number[] {
  const byWish = [...competing].sort((a, b) => {
    const [first, second] = [tracks[a] as Track, tracks[b] as Track];
    return first.wish - second.wish || first.begin - second.begin || (first.group < second.group ? -1 : 1);
  });
  const loss = new Map(
    byWish.map((track) => [
      track,
      (rivals[track] ?? []).reduce((sum, rival) => sum + Math.max(0, -rival.gain), 0),
    ]),
  );
  const order: number[] = [];
  while (order.length < byWish.length) {
    let next = -1;
    for (const track of byWish) {
      const own = loss.get(track);
      if (own !== undefined && (next < 0 || own < (loss.get(next) ?? 0))) next = track;
      if (own === 0) break;
    }
    loss.delete(next);
    order.push(next);
    for (const { track, gain } of rivals[next] ?? []) {
      const own = loss.get(track);
      if (own !== undefined) loss.set(track, own - Math.max(0, gain));
    }
  }
  return order;
}

/** A place for each track of an order, in the middle between pushing all down and pushing all up. */
function placesOf(order: readonly number[], tracks: readonly Track[], rivals: readonly Rival[][]): number[] {
  const ranks = new Map(order.map((track, rank) => [track, rank]));
  const own = order.map((index) => tracks[index] as Track);
  const before = order.map((track, rank) =>
    (rivals[track] ?? []).map((rival) => ranks.get(rival.track) ?? 0).filter((other) => other < rank),
  );
  const after = order.map((track, rank) =>
    (rivals[track] ?? []).map((rival) => ranks.get(rival.track) ?? 0).filter((other) => other > rank),
  );
  for (const spacing of SPACINGS) {
    const least = pushed(own, before, spacing, (track) => track.low);
    const most = pulled(own, after, spacing, (track) => track.high);
    if (least.some((place, rank) => place > (most[rank] ?? 0) + 0.01)) continue;
    const up = pushed(own, before, spacing, (track, rank) => Math.max(track.wish, least[rank] ?? 0));
    const down = pulled(own, after, spacing, (track, rank) => Math.min(track.wish, most[rank] ?? 0));
    return own.map((_, rank) => {
      const high = Math.min(up[rank] ?? 0, most[rank] ?? 0);
      const low = Math.max(down[rank] ?? 0, least[rank] ?? 0);
      return (high + low) / 2;
    });
  }
  return own.map((track) => track.wish);
}

type Bound = (track: Track, rank: number) => number;

/** The lowest places in this order, each at its bound or further. */
function pushed(own: readonly Track[], before: readonly number[][], spacing: number, bound: Bound): number[] {
  const places: number[] = [];
  own.forEach((track, rank) => {
    const others = (before[rank] ?? []).map((other) => (places[other] ?? 0) + spacing);
    places.push(Math.max(bound(track, rank), ...others));
  });
  return places;
}

/** The highest places in this order, each at its bound or nearer. */
function pulled(own: readonly Track[], after: readonly number[][], spacing: number, bound: Bound): number[] {
  const places: number[] = own.map(() => 0);
  for (let rank = own.length - 1; rank >= 0; rank -= 1) {
    const others = (after[rank] ?? []).map((other) => (places[other] ?? 0) - spacing);
    places[rank] = Math.min(bound(own[rank] as Track, rank), ...others);
  }
  return places;
}
