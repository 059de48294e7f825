/** The lines of all wires along one axis, those that are one on the drawing taken together: what lanes are for. */

import type { Point } from "@/document/types";
import type { Rect } from "./boxes";
import type { Obstacles } from "./obstacles";
import { APART, STUB } from "./route";

/** A routed wire; wires of one `group` may run on one another (they lead to one node). */
export interface Way {
  readonly id: string;
  readonly group: string;
  readonly from: Point;
  readonly to: Point;
  readonly lines: readonly number[];
}

/** 0: upright lines, which have an x. 1: level lines, which have a y. */
export type Axis = 0 | 1;
export const UPRIGHT: Axis = 0;
export const LEVEL: Axis = 1;

/** A line that joins a track at its end, at `at` along it, from the lower (-1) or the higher (1) side. */
interface Arm {
  readonly at: number;
  readonly side: number;
}

export interface Track {
  readonly group: string;
  /** The lines that lie here: which way, and which of its lines. */
  readonly members: readonly (readonly [way: number, line: number])[];
  readonly arms: readonly Arm[];
  /** From where to where it runs along its axis. */
  readonly begin: number;
  readonly end: number;
  /** Where it would like to lie across its axis, and how far it may be pushed. */
  readonly wish: number;
  readonly low: number;
  readonly high: number;
}

/** How near a track may be pushed to a node and to the ports it joins. */
const MARGIN = 11;
/** How far a track is ever pushed. */
const REACH = 200;
/** In a gap between nodes up to this wide tracks keep to its middle; in a wider one they stay near their node. */
const GAP_MAX = 240;
/** Tracks of one group that wish to lie this near each other become one. */
const MERGED = 3 * STUB;

/** The tracks of an axis. The first and the last line of a wire are held by its ports: they can only be avoided. */
export function tracksOf(ways: readonly Way[], axis: Axis, obstacles: Obstacles): Track[] {
  const groups = new Map<string, Track[]>();
  ways.forEach((way, index) => {
    for (let line = axis === 0 ? 1 : 0; line < way.lines.length; line += 2) {
      const track = trackOf(way, index, line, axis, obstacles);
      const own = groups.get(way.group);
      if (own) join(own, track);
      else groups.set(way.group, [track]);
    }
  });
  return [...groups.values()].flat();
}

function trackOf(way: Way, index: number, line: number, axis: Axis, obstacles: Obstacles): Track {
  const { lines, from, to } = way;
  const across = lines[line] ?? 0;
  // Along its axis a line runs from the line before to the line after it, or to a port.
  const along = (axis + 1) % 2 === 0 ? 0 : 1;
  const before = lines[line - 1] ?? from[along] ?? 0;
  const after = lines[line + 1] ?? to[along] ?? 0;
  const common = {
    group: way.group,
    members: [[index, line] as const],
    begin: Math.min(before, after),
    end: Math.max(before, after),
  };
  const isHeld = line === 0 || line === lines.length - 1;
  if (isHeld) return { ...common, arms: [], wish: across, low: across, high: across };
  const arms = [
    { at: before, side: Math.sign((lines[line - 2] ?? from[axis]) - across) },
    { at: after, side: Math.sign((lines[line + 2] ?? to[axis]) - across) },
  ];
  const [low, high] = roomOf(way, line, axis, common, obstacles);
  const isGap = low > across - REACH && high < across + REACH && high - low <= GAP_MAX;
  return { ...common, arms, wish: isGap ? (low + high) / 2 : across, low, high };
}

/** How far a line may be pushed to both sides before it meets a node or the port that it is to lead to. */
function roomOf(
  { lines, from, to }: Way,
  line: number,
  axis: Axis,
  { begin, end }: { begin: number; end: number },
  obstacles: Obstacles,
): [number, number] {
  const across = lines[line] ?? 0;
  const [pad, reach] = [APART / 2, REACH];
  const area: Rect =
    axis === 0
      ? { left: across - reach, right: across + reach, top: begin - pad, bottom: end + pad }
      : { left: begin - pad, right: end + pad, top: across - reach, bottom: across + reach };
  let low = across - reach;
  let high = across + reach;
  for (const rect of obstacles.within(area)) {
    const [near, far] = axis === 0 ? [rect.left, rect.right] : [rect.top, rect.bottom];
    if (far <= across) low = Math.max(low, far + MARGIN);
    else if (near >= across) high = Math.min(high, near - MARGIN);
  }
  if (axis === 0 && line === 1) low = Math.max(low, from[0] + MARGIN);
  if (axis === 0 && line === lines.length - 2) high = Math.min(high, to[0] - MARGIN);
  return [Math.min(low, across), Math.max(high, across)];
}

/** Adds a track to those of its group, as a part of the ones it meets. */
function join(own: Track[], added: Track): void {
  let track = added;
  for (let index = own.length - 1; index >= 0; index -= 1) {
    const other = own[index];
    if (!other || !canMerge(track, other)) continue;
    own.splice(index, 1);
    const [low, high] = [Math.max(track.low, other.low), Math.min(track.high, other.high)];
    const count = track.members.length + other.members.length;
    const wish = (track.wish * track.members.length + other.wish * other.members.length) / count;
    track = {
      group: track.group,
      members: [...other.members, ...track.members],
      arms: [...other.arms, ...track.arms],
      begin: Math.min(track.begin, other.begin),
      end: Math.max(track.end, other.end),
      wish: Math.min(high, Math.max(low, wish)),
      low,
      high,
    };
  }
  own.push(track);
}

function canMerge(a: Track, b: Track): boolean {
  return (
    a.begin <= b.end &&
    b.begin <= a.end &&
    Math.abs(a.wish - b.wish) <= MERGED &&
    Math.max(a.low, b.low) <= Math.min(a.high, b.high) &&
    !a.members.some(([way]) => b.members.some(([other]) => other === way))
  );
}
