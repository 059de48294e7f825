/** Colours for the parts of an expression; in a text only for its holes. */

import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";

const PARTS =
  /(?<string>"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)|(?<variable>`[^`]*`?)|(?<call>[\p{L}_][\p{L}\p{N}_.]*(?=\s*\())|(?<number>\b\d+(?:\.\d+)?\b)|(?<word>\b(?:true|false|null|in)\b)/gu;
const HOLES = /(?<!\\)\{\{[\s\S]*?(?:\}\}|$)/g;

const mark = (name: string) => Decoration.mark({ class: `expression-${name}` });
const MARKS = Object.fromEntries(
  ["string", "variable", "call", "number", "word", "hole"].map((name) => [name, mark(name)]),
);

export function highlighting(isTemplate: boolean) {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor(view: EditorView) {
        this.decorations = marks(view, isTemplate);
      }
      update(update: ViewUpdate) {
        if (update.docChanged) this.decorations = marks(update.view, isTemplate);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}

function marks(view: EditorView, isTemplate: boolean): DecorationSet {
  const text = view.state.doc.toString();
  const spans = isTemplate
    ? [...text.matchAll(HOLES)].map((hole) => ({ from: hole.index, text: hole[0] }))
    : [{ from: 0, text }];
  const found = spans.flatMap(({ from, text }) => {
    const parts = [...text.matchAll(PARTS)].flatMap((part) => {
      const name = Object.entries(part.groups ?? {}).find(([, value]) => value !== undefined)?.[0] ?? "";
      const style = MARKS[name];
      return style ? [style.range(from + part.index, from + part.index + part[0].length)] : [];
    });
    const hole = isTemplate && text ? MARKS.hole?.range(from, from + text.length) : undefined;
    return hole ? [hole, ...parts] : parts;
  });
  return Decoration.set(found, true);
}
