/** Where the drawing is seen just now: React Flow's transform, read without rendering for each step of it. */

import { useStoreApi } from "@xyflow/react";
import { useEffect, useRef } from "react";

export interface Seen {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
}

/** Calls with what is seen, now and whenever that changes; what comes back reads it at any time. */
export function useSeen(follow: (seen: Seen) => void): () => Seen {
  const store = useStoreApi();
  const newest = useRef(follow);
  newest.current = follow;
  const read = useRef((): Seen => {
    const { transform, width, height } = store.getState();
    return { x: transform[0], y: transform[1], zoom: transform[2], width, height };
  });
  useEffect(() => {
    newest.current(read.current());
    return store.subscribe((state, before) => {
      if (
        state.transform !== before.transform ||
        state.width !== before.width ||
        state.height !== before.height
      )
        newest.current(read.current());
    });
  }, [store]);
  return read.current;
}

/** Gives a canvas this size in CSS pixels, sharp on any screen, and its context in those pixels. */
export function sized(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D | null {
  const dots = globalThis.devicePixelRatio || 1;
  const [columns, rows] = [Math.round(width * dots), Math.round(height * dots)];
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  const context = canvas.getContext("2d");
  context?.setTransform(dots, 0, 0, dots, 0, 0);
  return context;
}
