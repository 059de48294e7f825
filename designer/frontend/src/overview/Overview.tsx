/**
 * The whole drawing as one picture, where nodes would be too small to read. A child of React Flow, no props.
 *
 * The canvas is larger than what is seen; while somebody pans or zooms only its CSS transform changes, and it is
 * painted anew when the gesture has ended. It takes no events: React Flow pans under it, `picking.ts` finds nodes.
 */

import { useRef } from "react";
import { paint } from "./paint";
import { usePicking } from "./picking";
import { type Painting, usePicture } from "./usePicture";
import { type Seen, sized, useSeen } from "./view_port";
import "./overview.css";

/** How much larger than what is seen the canvas is, to each side a half of it. */
const MARGIN = 0.25;
/** A gesture has ended when nothing moved for so long. */
const REST_MS = 120;

export function Overview() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const painted = useRef<Seen | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const seenNow = useSeen((seen) => {
    const last = painted.current;
    if (!canvas.current || !last) return;
    const scale = seen.zoom / last.zoom;
    const x = seen.x - last.x * scale - MARGIN * last.width * scale;
    const y = seen.y - last.y * scale - MARGIN * last.height * scale;
    canvas.current.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    clearTimeout(timer.current);
    timer.current = setTimeout(repaint, REST_MS);
  });

  const repaint = usePicture(({ picture, colours }: Painting) => {
    const element = canvas.current;
    const seen = seenNow();
    if (!element || seen.width === 0) return;
    const [width, height] = [seen.width * (1 + 2 * MARGIN), seen.height * (1 + 2 * MARGIN)];
    const context = sized(element, width, height);
    if (!context) return;
    element.style.width = `${width}px`;
    element.style.height = `${height}px`;
    element.style.transform = `translate(${-MARGIN * seen.width}px, ${-MARGIN * seen.height}px)`;
    const [left, top] = [seen.x + MARGIN * seen.width, seen.y + MARGIN * seen.height];
    paint(context, picture, colours, { left, top, zoom: seen.zoom, width, height, hasWords: true });
    painted.current = seen;
  });

  usePicking(canvas);
  return <canvas ref={canvas} className="overview" aria-hidden />;
}
