/** The lanes beside the call itself, drawn apart: a quiet band with a name behind what belongs to each. */

import { ViewportPortal } from "@xyflow/react";
import { useMemo } from "react";
import type { Catalogue } from "@/document/catalogue";
import { changedNodes, isWiredAlike } from "@/document/changes";
import { type Lane, lanesOf } from "@/document/lanes";
import { wiredKeys } from "@/document/outputs";
import type { ScenarioDocument } from "@/document/types";
import { useEditor, useWorkplace } from "@/editor/context";
import { shownIn } from "@/editor/shown";
import { nodeSize } from "@/geometry";
import { t } from "@/i18n";
import "./lanes.css";

const MARGIN = 24;
const TITLE_HEIGHT = 26;
const BANDS = ["on_hangup", "on_error"] as const;

/** What stays free between two bands that stand closer than their margins. */
const APART = 4;

interface Band {
  readonly lane: (typeof BANDS)[number];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function LaneBands() {
  const place = useWorkplace();
  const { catalogue } = place;
  const bandsNow = useMemo(() => bandsMaker(catalogue), [catalogue]);
  const bands = useEditor((state) => bandsNow(shownIn(place, state)));
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

/** The same bands until a node in one of them, or a wire, became another. */
function bandsMaker(catalogue: Catalogue): (document: ScenarioDocument) => readonly Band[] {
  let last: ScenarioDocument | null = null;
  let lanes: ReadonlyMap<string, Lane> = new Map();
  let bands: readonly Band[] = [];
  return (document) => {
    const changed = last && isWiredAlike(last, document) ? changedNodes(last.nodes, document.nodes) : null;
    last = document;
    if (!changed) lanes = lanesOf(document);
    const isSame = changed?.every(({ after }) => !isBand(lanes.get(after.id))) === true;
    if (!isSame) bands = bandsOf(document, lanes, catalogue);
    return bands;
  };
}

function isBand(lane: Lane | undefined): boolean {
  return lane === "on_hangup" || lane === "on_error";
}

/** The box around each lane's nodes. A node that two lanes share belongs to the first, so boxes stay small. */
function bandsOf(document: ScenarioDocument, lanes: ReadonlyMap<string, Lane>, catalogue: Catalogue): Band[] {
  const wired = wiredKeys(document);
  const bands = BANDS.flatMap((lane) => {
    const boxes = document.nodes
      .filter((node) => lanes.get(node.id) === lane)
      .map((node) => {
        const [width, height] = nodeSize(node, catalogue, wired.get(node.id));
        return { x: node.position[0], y: node.position[1], width, height };
      });
    if (boxes.length === 0) return [];
    const x = Math.min(...boxes.map((box) => box.x)) - MARGIN;
    const y = Math.min(...boxes.map((box) => box.y)) - MARGIN - TITLE_HEIGHT;
    const right = Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN;
    const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + MARGIN;
    return [{ lane, x, y, width: right - x, height: bottom - y }];
  });
  return keptApart(bands);
}

/** One above the other each gives half of what they overlap by, as far as their margins go. */
export function keptApart(bands: readonly Band[]): Band[] {
  return bands.map((band) => {
    const other = bands.find((one) => one !== band);
    if (!other || band.x >= other.x + other.width || other.x >= band.x + band.width) return band;
    const isUpper = band.y < other.y;
    const [upper, lower] = isUpper ? [band, other] : [other, band];
    const give = (upper.y + upper.height + APART - lower.y) / 2;
    if (give <= 0 || give > MARGIN) return band;
    const height = band.height - give;
    return isUpper ? { ...band, height } : { ...band, y: band.y + give, height };
  });
}
