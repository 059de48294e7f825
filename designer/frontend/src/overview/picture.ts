/** What there is to paint of a drawing, read once for each painting. */

import type { Catalogue } from "@/document/catalogue";
import type { MainPath } from "@/document/main_path";
import { plainText } from "@/document/markdown";
import { FOLDED } from "@/document/outputs";
import type { ScenarioDocument } from "@/document/types";
import { nodeSize } from "@/geometry";
import { isDrawing, type Rect } from "@/wires/boxes";
import type { Planned, WirePlan } from "@/wires/plan";

export interface PaintedNode extends Rect {
  readonly id: string;
  readonly title: string;
  readonly family: string;
  readonly isSelected: boolean;
  readonly mark: "error" | "warning" | null;
}

export interface PaintedDrawing extends Rect {
  readonly type: string;
  /** Of a note what it says, of a frame what it is called. */
  readonly words: string;
  readonly colour: string;
}

export interface Picture {
  readonly nodes: readonly PaintedNode[];
  /** Notes and frames, which lie below everything else. */
  readonly drawings: readonly PaintedDrawing[];
  readonly wires: readonly Planned[];
  readonly main: MainPath;
}

export type Marks = ReadonlyMap<string, "error" | "warning">;
export const NO_MARKS: Marks = new Map();

export function pictureOf(
  document: ScenarioDocument,
  catalogue: Catalogue,
  plan: WirePlan,
  main: MainPath,
  selected: ReadonlySet<string>,
  marks: Marks,
): Picture {
  const nodes = [...plan.boxes].map(([id, { node, left, top, right, bottom }]) => ({
    id,
    title: node.title,
    family: node.type === FOLDED ? "drawing" : (catalogue.get(node.type)?.family ?? "unknown"),
    isSelected: selected.has(id),
    mark: marks.get(id) ?? null,
    left,
    top,
    right,
    bottom,
  }));
  const drawings = document.nodes
    .filter((node) => isDrawing(node, catalogue))
    .map((node) => {
      const [left, top] = node.position;
      const [width, height] = nodeSize(node, catalogue);
      const words = node.type === "note" ? plainText(String(node.params.text ?? "")) : node.title;
      const colour = String(node.params.colour ?? "");
      return { type: node.type, words, colour, left, top, right: left + width, bottom: top + height };
    });
  return { nodes, drawings, wires: [...plan.wires()], main };
}

/** The box around everything; null when there is nothing. */
export function boundsOf({ nodes, drawings }: Picture): Rect | null {
  return around([...nodes, ...drawings]);
}

/** The box around rectangles; null when there are none. */
export function around(rects: Iterable<Rect>): Rect | null {
  let bounds: Rect | null = null;
  for (const rect of rects)
    bounds = bounds
      ? {
          left: Math.min(bounds.left, rect.left),
          top: Math.min(bounds.top, rect.top),
          right: Math.max(bounds.right, rect.right),
          bottom: Math.max(bounds.bottom, rect.bottom),
        }
      : rect;
  return bounds;
}
