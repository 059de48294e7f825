/** The small map in the corner: all of the drawing, and a frame around what is seen. A child of React Flow, no props. */

import { useReactFlow } from "@xyflow/react";
import { type PointerEvent, useRef } from "react";
import { useEditor } from "@/editor/context";
import { t } from "@/i18n";
import type { Rect } from "@/wires/boxes";
import { holds } from "./look";
import { paint, type View } from "./paint";
import { boundsOf } from "./picture";
import { type Painting, usePicture } from "./usePicture";
import { type Seen, sized, useSeen } from "./view_port";
import "./overview.css";

const WIDTH = 200;
const HEIGHT_MIN = 64;
const HEIGHT_MAX = 150;
/** The map's own border, on both sides. */
const BORDER = 2;
const PADDING = 8;

export function Minimap() {
  const root = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const view = useRef<View | null>(null);
  const whole = useRef<Rect | null>(null);
  const flow = useReactFlow();
  const count = useEditor((state) => state.document.nodes.length);

  const showSeen = (seen: Seen) => {
    const map = view.current;
    if (!frame.current || !root.current || !map || !whole.current) return;
    // Whoever has all of the drawing before them needs no map, which would lie over a part of it.
    root.current.hidden = holds(seen, whole.current, seen);
    const { left, top, right, bottom } = seenOn(map, seen);
    frame.current.style.transform = `translate(${left}px, ${top}px)`;
    frame.current.style.width = `${Math.max(0, right - left)}px`;
    frame.current.style.height = `${Math.max(0, bottom - top)}px`;
  };
  const seenNow = useSeen(showSeen);

  usePicture(({ picture, colours }: Painting) => {
    const bounds = boundsOf(picture);
    if (!canvas.current || !root.current || !bounds) return;
    const fitted = fitting(bounds);
    const context = sized(canvas.current, fitted.width, fitted.height);
    if (!context) return;
    canvas.current.style.height = `${fitted.height}px`;
    root.current.style.height = `${fitted.height}px`;
    view.current = fitted;
    whole.current = bounds;
    paint(context, picture, colours, view.current);
    showSeen(seenNow());
  });

  const goTo = (event: PointerEvent<HTMLElement>) => {
    const map = view.current;
    if (event.type === "pointerdown" && event.button === 0)
      event.currentTarget.setPointerCapture(event.pointerId);
    // Whatever else is dragged across the map is none of its business.
    if (!map || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const x = (event.clientX - left - map.left) / map.zoom;
    const y = (event.clientY - top - map.top) / map.zoom;
    void flow.setCenter(x, y, { zoom: flow.getZoom() });
  };

  return (
    <div
      ref={root}
      className="overview-map"
      role="img"
      aria-label={t("overview:map", { count })}
      onPointerDown={goTo}
      onPointerMove={goTo}
    >
      <canvas ref={canvas} />
      <div ref={frame} className="overview-seen" />
    </div>
  );
}

/** The view that shows all of the drawing in the middle of the map, which is no higher than that takes. */
export function fitting({ left, top, right, bottom }: Rect): View {
  const [across, down] = [Math.max(1, right - left), Math.max(1, bottom - top)];
  const zoom = Math.min((WIDTH - 2 * PADDING) / across, (HEIGHT_MAX - 2 * PADDING) / down, 0.2);
  const height = Math.max(HEIGHT_MIN, Math.round(down * zoom + 2 * PADDING));
  return {
    zoom,
    left: (WIDTH - across * zoom) / 2 - left * zoom,
    top: (height - down * zoom) / 2 - top * zoom,
    width: WIDTH,
    height,
    hasWords: false,
  };
}

/** What is seen, on the map and no further than its edges. */
function seenOn({ left, top, zoom, width, height }: View, seen: Seen): Rect {
  const x = (-seen.x / seen.zoom) * zoom + left;
  const y = (-seen.y / seen.zoom) * zoom + top;
  return {
    left: Math.max(0, x),
    top: Math.max(0, y),
    right: Math.min(width - BORDER, x + (seen.width / seen.zoom) * zoom),
    bottom: Math.min(height - BORDER, y + (seen.height / seen.zoom) * zoom),
  };
}
