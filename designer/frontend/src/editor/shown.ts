/** What the drawing of a page shows: the document, with collapsed frames as cards. */

import { type Folding, folder, foldingMaker } from "@/document/folding";
import type { ScenarioDocument } from "@/document/types";
import { useEditor, useWorkplace, type Workplace } from "./context";
import type { Editor, EditorState } from "./store";

interface Showing {
  readonly folding: (state: EditorState) => Folding;
  readonly shown: (state: EditorState) => ScenarioDocument;
}

const known = new WeakMap<Editor, Showing>();

function showingOf({ editor, catalogue }: Workplace): Showing {
  const made = known.get(editor);
  if (made) return made;
  const foldingOf = foldingMaker(catalogue);
  const fold = folder(catalogue);
  // What is hidden stays so while a hand moves things, whatever they come to lie over on their way.
  const folding = ({ document, opened }: EditorState) => foldingOf(document, opened);
  const showing = { folding, shown: (state: EditorState) => fold(state.drawn, folding(state)) };
  known.set(editor, showing);
  return showing;
}

export function foldingIn(place: Workplace, state = place.editor.store.getState()): Folding {
  return showingOf(place).folding(state);
}

/** What is shown; during a gesture what it will become. */
export function shownIn(place: Workplace, state = place.editor.store.getState()): ScenarioDocument {
  return showingOf(place).shown(state);
}

export function useFolding(): Folding {
  const place = useWorkplace();
  return useEditor((state) => foldingIn(place, state));
}
