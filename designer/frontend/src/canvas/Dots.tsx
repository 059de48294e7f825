/**
 * The dots of the grid, a layer behind the drawing: while the view moves it is moved along and not painted again. It
 * is painted for a few zooms and stretched to those between.
 */

import { useStoreApi } from "@xyflow/react";
import { useLayoutEffect, useRef } from "react";
import { GRID, OVERVIEW_ZOOM } from "@/geometry";
import "./dots.css";

/** How far across a dot is at a zoom of 1, in pixels. */
const DOT = 1.4;
/** Between two zooms that it is painted for; dots.css knows by how much it is larger than the canvas. */
const STEP = Math.SQRT2;

export function Dots() {
  const flow = useStoreApi();
  const layer = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const follow = ([x, y, zoom]: readonly [number, number, number]) => {
      const style = layer.current?.style;
      if (!style) return;
      const painted = STEP ** Math.round(Math.log(zoom) / Math.log(STEP));
      style.display = zoom < OVERVIEW_ZOOM ? "none" : "";
      // In whole pixels: a browser that rounds a tile would shift the dots away from the corners of the grid.
      const tile = Math.round(GRID * painted);
      style.setProperty("--dots-gap", `${tile}px`);
      style.setProperty("--dots-radius", `${(DOT / 2) * painted}px`);
      // A dot is in the middle of its tile, and the layer begins left of the canvas and above it.
      const gap = GRID * zoom;
      const offset = (at: number) => `${(at % gap) - gap * 1.5}px`;
      style.transform = `translate(${offset(x)}, ${offset(y)}) scale(${gap / tile})`;
    };
    follow(flow.getState().transform);
    return flow.subscribe(({ transform }, before) => {
      if (transform !== before.transform) follow(transform);
    });
  }, [flow]);
  return <div ref={layer} className="canvas-dots" />;
}
