/** Underlines what is wrong. The library's own linter draws with images in its style, which our content policy refuses. */

import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Replaces what is underlined. */
export const setMistakes = StateEffect.define<readonly Span[]>();

const wave = Decoration.mark({ class: "expression-mistake" });

export const mistakes = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    const [effect] = transaction.effects.filter((one) => one.is(setMistakes));
    if (!effect) return shown.map(transaction.changes);
    const end = transaction.newDoc.length;
    const spans = effect.value.filter(({ from, to }) => from < to && to <= end);
    return Decoration.set(
      spans.map(({ from, to }) => wave.range(from, to)),
      true,
    );
  },
  provide: (field) => EditorView.decorations.from(field),
});
