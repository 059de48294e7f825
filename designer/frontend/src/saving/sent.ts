/**
 * What this browser sent to the server last, by fingerprint. Written at once, unlike the journal: whoever leaves the
 * page in the middle of a save must not find their own work waiting as somebody else's.
 */

import type { Json, ScenarioDocument } from "@/document/types";

const KEPT = 8;

export class SentMarks {
  private readonly key: string;

  constructor(
    name: string,
    private readonly storage: Storage | undefined = globalThis.localStorage,
  ) {
    this.key = `callwright sent ${name}`;
  }

  note(document: ScenarioDocument): void {
    const marks = [...this.read(), fingerprint(document)].slice(-KEPT);
    try {
      this.storage?.setItem(this.key, JSON.stringify(marks));
    } catch {
      // A browser that keeps nothing shows the two versions side by side, as for anybody else's work.
    }
  }

  has(document: ScenarioDocument): boolean {
    return this.read().includes(fingerprint(document));
  }

  private read(): string[] {
    try {
      const marks: unknown = JSON.parse(this.storage?.getItem(this.key) ?? "[]");
      return Array.isArray(marks) ? marks.map(String) : [];
    } catch {
      return [];
    }
  }
}

/** The same for the same content, in whatever order the server gives the keys back. */
export function fingerprint(document: ScenarioDocument): string {
  const { nodes, edges, ...rest } = document;
  return hash([ordered(rest), ...nodes.map(markOf), ...edges.map(markOf)].join(" "));
}

/** Of a node or an edge. Those that an edit leaves alone are the same objects before and after it. */
function markOf(part: object): string {
  const known = marks.get(part);
  if (known) return known;
  const mark = hash(ordered(part));
  marks.set(part, mark);
  return mark;
}

const marks = new WeakMap<object, string>();

function ordered(part: object): string {
  return JSON.stringify(part, (_, value: Json) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** FNV-1a in two lanes, and the length: no secret, only unlikely to meet. */
function hash(text: string): string {
  let one = 0x811c9dc5;
  let two = 0x01000193;
  for (let at = 0; at < text.length; at += 1) {
    one = Math.imul(one ^ text.charCodeAt(at), 0x01000193);
    two = Math.imul(two ^ text.charCodeAt(text.length - 1 - at), 0x85ebca6b);
  }
  return `${text.length}.${(one >>> 0).toString(36)}.${(two >>> 0).toString(36)}`;
}
