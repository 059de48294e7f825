/** The lanes beside the call itself, drawn apart: a quiet band with a name behind what belongs to each. */

import { ViewportPortal } from "@xyflow/react";
import { useMemo } from "react";
import type { Catalogue } from "@/document/catalogue";
import { lanesOf } from "@/document/lanes";
import { wiredKeys } from "@/document/outputs";
import type { ScenarioDocument } from "@/document/types";
import { useEditor, useWorkplace } from "@/editor/context";
import { nodeSize } from "@/geometry";
import { t } from "@/i18n";

const MARGIN = 24;
const TITLE_HEIGHT = 26;
const NO_KEYS: ReadonlySet<string> = new Set();
const BANDS = ["on_hangup", "on_error"] as const;

interface Band {
  readonly lane: (typeof BANDS)[number];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function LaneBands() {
  const { catalogue } = useWorkplace();
  const document = useEditor((state) => state.document);
  const bands = useMemo(() => bandsOf(document, catalogue), [document, catalogue]);
  return (
    <ViewportPortal>
      {bands.map(({ lane, x, y, width, height }) => (
        <div
          key={lane}
          className={`canvas-band canvas-band-${lane}`}
          style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
        >
          {t(`canvas:lane_${lane}`)}
        </div>
      ))}
    </ViewportPortal>
  );
}

/** The box around each lane's nodes. A node that two lanes share belongs to the first, so boxes stay small. */
export function bandsOf(document: ScenarioDocument, catalogue: Catalogue): Band[] {
  const lanes = lanesOf(document);
  const wired = wiredKeys(document);
  return BANDS.flatMap((lane) => {
    const boxes = document.nodes
      .filter((node) => lanes.get(node.id) === lane)
      .map((node) => {
        const [width, height] = nodeSize(node, catalogue, wired.get(node.id) ?? NO_KEYS);
        return { x: node.position[0], y: node.position[1], width, height };
      });
    if (boxes.length === 0) return [];
    const x = Math.min(...boxes.map((box) => box.x)) - MARGIN;
    const y = Math.min(...boxes.map((box) => box.y)) - MARGIN - TITLE_HEIGHT;
    const right = Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN;
    const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + MARGIN;
    return [{ lane, x, y, width: right - x, height: bottom - y }];
  });
}
