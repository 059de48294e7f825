/** Paints a whole drawing on a canvas: the overview and the small map look the same because both do it here. */

import type { Rect } from "@/wires/boxes";
import type { Planned } from "@/wires/plan";
import type { Colours } from "./colours";
import type { PaintedDrawing, PaintedNode, Picture } from "./picture";

/** A place (x, y) of the drawing is painted at `x * zoom + left`, `y * zoom + top`, all in CSS pixels. */
export interface View {
  readonly left: number;
  readonly top: number;
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
  /** Whether notes and frames have their words: on the small map they would lie over everything. */
  readonly hasWords: boolean;
}

/** A node painted narrower than this is one block of its family's colour, without words. */
const WORDS_MIN = 52;
const FONT = "500 10px Inter, system-ui, sans-serif";
const LINE_HEIGHT = 12;
/** Letters of this font are about so wide: measuring each title would take longer than painting it. */
const LETTER = 5.6;
const LETTER_HEIGHT = 10;
const CORNER = 9;
const NOTE_COLOURS: Readonly<Record<string, keyof Colours>> = {
  green: "green-soft",
  blue: "accent-soft",
  red: "red-soft",
};
const FRAME_COLOURS: Readonly<Record<string, keyof Colours>> = { green: "green", blue: "accent", red: "red" };

export function paint(
  context: CanvasRenderingContext2D,
  picture: Picture,
  colours: Colours,
  view: View,
): void {
  context.clearRect(0, 0, view.width, view.height);
  const shown = {
    ...picture,
    nodes: picture.nodes.filter((node) => isInView(node, view)),
    drawings: picture.drawings.filter((drawing) => isInView(drawing, view)),
  };
  paintDrawings(context, shown, colours, view);
  paintWires(context, shown, colours, view);
  if (view.hasWords) for (const drawing of shown.drawings) paintDrawingWords(context, drawing, colours, view);
  paintNodes(context, shown.nodes, colours, view);
  paintMarks(context, shown.nodes, colours, view);
}

function isInView(rect: Rect, { left, top, zoom, width, height }: View): boolean {
  return (
    rect.right * zoom + left > 0 &&
    rect.left * zoom + left < width &&
    rect.bottom * zoom + top > 0 &&
    rect.top * zoom + top < height
  );
}

function paintDrawings(
  context: CanvasRenderingContext2D,
  picture: Picture,
  colours: Colours,
  view: View,
): void {
  const { zoom, left, top } = view;
  for (const { type, colour, ...rect } of picture.drawings) {
    const [x, y] = [rect.left * zoom + left, rect.top * zoom + top];
    const [width, height] = [(rect.right - rect.left) * zoom, (rect.bottom - rect.top) * zoom];
    if (type === "note") {
      context.fillStyle = colours[NOTE_COLOURS[colour] ?? "amber-soft"];
      context.fillRect(x, y, width, height);
    } else {
      context.strokeStyle = colours[FRAME_COLOURS[colour] ?? "faint"];
      context.lineWidth = 1;
      context.setLineDash([4, 3]);
      context.strokeRect(x, y, width, height);
      context.setLineDash([]);
    }
  }
}

/** A frame has its name in its corner, on the ground of the page, since wires may pass there; a note what finds room. */
function paintDrawingWords(
  context: CanvasRenderingContext2D,
  { type, words, ...rect }: PaintedDrawing,
  colours: Colours,
  { left, top, zoom }: View,
): void {
  const [room, height] = [(rect.right - rect.left) * zoom - 8, (rect.bottom - rect.top) * zoom];
  if (room < WORDS_MIN || height < LINE_HEIGHT) return;
  const [x, y] = [rect.left * zoom + left + 4, rect.top * zoom + top + 3];
  const isFrame = type === "frame";
  const lineCount = isFrame ? 1 : Math.max(1, Math.floor((height - 4) / LINE_HEIGHT));
  context.font = FONT;
  context.textBaseline = "top";
  wrapped(words, Math.floor(room / LETTER), lineCount).forEach((line, index) => {
    const at = y + index * LINE_HEIGHT;
    context.fillStyle = colours.bg;
    if (isFrame)
      context.fillRect(x - 1, at - 1, Math.min(room, context.measureText(line).width) + 2, LINE_HEIGHT);
    context.fillStyle = colours.mute;
    context.fillText(line, x, at, room);
  });
}

function paintWires(context: CanvasRenderingContext2D, picture: Picture, colours: Colours, view: View): void {
  const { zoom } = view;
  const [plain, back, main]: [Planned[], Planned[], Planned[]] = [[], [], []];
  for (const wire of picture.wires) {
    if (picture.main.outputs.has(wire.id)) main.push(wire);
    else (wire.limit === null ? plain : back).push(wire);
  }
  context.lineJoin = "round";
  strokeWires(context, plain, view, colours.faint, Math.max(0.5, 1.7 * zoom));
  context.setLineDash([Math.max(2, 6 * zoom), Math.max(1.5, 5 * zoom)]);
  strokeWires(context, back, view, colours.accent, Math.max(0.6, 1.7 * zoom));
  context.setLineDash([]);
  strokeWires(context, main, view, colours.red, Math.max(1.6, 4 * zoom));
}

function strokeWires(
  context: CanvasRenderingContext2D,
  wires: readonly Planned[],
  { left, top, zoom }: View,
  colour: string,
  width: number,
): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  for (const { corners } of wires)
    corners.forEach(([x, y], index) => {
      if (index === 0) context.moveTo(x * zoom + left, y * zoom + top);
      else context.lineTo(x * zoom + left, y * zoom + top);
    });
  context.stroke();
}

function paintNodes(
  context: CanvasRenderingContext2D,
  nodes: readonly PaintedNode[],
  colours: Colours,
  view: View,
): void {
  for (const family of new Set(nodes.map((node) => node.family))) {
    const own = nodes.filter((node) => node.family === family);
    const colour = colours[family as keyof Colours] ?? colours.unknown;
    const hasWords = (own[0] ? own[0].right - own[0].left : 0) * view.zoom >= WORDS_MIN;
    context.beginPath();
    for (const node of own) addBox(context, node, view);
    context.fillStyle = hasWords ? colours.card : colour;
    context.fill();
    if (!hasWords) continue;
    context.strokeStyle = colour;
    context.lineWidth = 1;
    context.stroke();
    paintWords(context, own, colours, colour, view);
  }
}

function grown({ left, top, right, bottom }: Rect, by: number): Rect {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}

function addBox(context: CanvasRenderingContext2D, rect: Rect, { left, top, zoom }: View): void {
  const [width, height] = [(rect.right - rect.left) * zoom, (rect.bottom - rect.top) * zoom];
  const [x, y] = [rect.left * zoom + left, rect.top * zoom + top];
  if (CORNER * zoom < 1) context.rect(x, y, width, height);
  else context.roundRect(x, y, width, height, CORNER * zoom);
}

/** The colour of the family as a stripe, and of the title as much as finds room. */
function paintWords(
  context: CanvasRenderingContext2D,
  nodes: readonly PaintedNode[],
  colours: Colours,
  colour: string,
  { left, top, zoom }: View,
): void {
  const stripe = Math.max(3, 14 * zoom);
  context.fillStyle = colour;
  context.beginPath();
  for (const node of nodes) {
    const height = (node.bottom - node.top) * zoom;
    const corners = [CORNER * zoom, 0, 0, CORNER * zoom];
    context.roundRect(node.left * zoom + left, node.top * zoom + top, stripe, height, corners);
  }
  context.fill();
  context.fillStyle = colours.ink;
  context.font = FONT;
  context.textBaseline = "top";
  for (const node of nodes) {
    const room = (node.right - node.left) * zoom - stripe - 7;
    const height = (node.bottom - node.top) * zoom;
    const lines = Math.max(1, Math.floor((height - 2) / LINE_HEIGHT));
    const inset = Math.min(4, (height - LETTER_HEIGHT) / 2);
    wrapped(node.title, Math.floor(room / LETTER), lines).forEach((line, index) => {
      const y = node.top * zoom + top + inset + index * LINE_HEIGHT;
      context.fillText(line, node.left * zoom + left + stripe + 4, y, room);
    });
  }
}

/** A title in lines of at most `letters`; what finds no room ends in an ellipsis. */
export function wrapped(title: string, letters: number, lineCount: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of title.split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (longer.length <= letters || !line) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  return lines.slice(0, lineCount).map((text, index) => {
    const isCut = index === lineCount - 1 && lines.length > lineCount;
    if (text.length <= letters && !isCut) return text;
    return `${text.slice(0, Math.max(1, Math.min(text.length, letters - 1)))}…`;
  });
}

/** What is selected has a frame a little apart, since a family may have its colour; what has an issue a dot at its corner, of an error a larger one. */
function paintMarks(
  context: CanvasRenderingContext2D,
  nodes: readonly PaintedNode[],
  colours: Colours,
  view: View,
): void {
  const apart = Math.min(3, 20 * view.zoom) / view.zoom;
  context.strokeStyle = colours.accent;
  context.lineWidth = Math.min(2, 14 * view.zoom);
  context.beginPath();
  for (const node of nodes) if (node.isSelected) addBox(context, grown(node, apart), view);
  context.stroke();
  for (const node of nodes) {
    if (!node.mark) continue;
    context.fillStyle = node.mark === "error" ? colours.red : colours.amber;
    context.beginPath();
    const radius = node.mark === "error" ? 4 : 3;
    context.arc(node.right * view.zoom + view.left, node.top * view.zoom + view.top, radius, 0, 2 * Math.PI);
    context.fill();
  }
}
