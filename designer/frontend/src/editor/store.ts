/**
 * The state of the page: the document, which undo follows, and what is selected and under way, which it does not.
 *
 * Every change of the document goes through `edit`: one call is one step of undo. Typing into one field merges
 * into one step (`merge`), and a gesture of many changes (a drag) is bracketed by `beginGesture`/`endGesture`.
 */

import { temporal } from "zundo";
import { createStore } from "zustand/vanilla";
import type { OutputRef, ScenarioDocument } from "@/document/types";

export const UNDO_STEPS = 200;

/** What a click on the canvas means just now. */
export type Mode =
  | { readonly kind: "idle" }
  /** The next click places a component of this type. */
  | { readonly kind: "placing"; readonly type: string }
  /** The next node clicked becomes the target of this output. */
  | { readonly kind: "connecting"; readonly output: OutputRef };

export const IDLE: Mode = { kind: "idle" };

export interface Selection {
  readonly nodes: ReadonlySet<string>;
  /** A selected wire, by the output it leaves. */
  readonly wire: OutputRef | null;
}

export const NOTHING: Selection = { nodes: new Set(), wire: null };

export interface EditorState {
  readonly document: ScenarioDocument;
  readonly selection: Selection;
  readonly mode: Mode;
  /** The node that the keyboard is at; the canvas is one Tab stop. */
  readonly focused: string | null;
  /** The output row that the keyboard is at in the focused node. */
  readonly focusedOutput: string | null;
}

type Change = (document: ScenarioDocument) => ScenarioDocument;

/** The store of one page; `edit` and its kind are the only writers of the document. */
export function createEditor(document: ScenarioDocument) {
  const store = createStore<EditorState>()(
    temporal(
      (): EditorState => ({ document, selection: NOTHING, mode: IDLE, focused: null, focusedOutput: null }),
      {
        limit: UNDO_STEPS,
        partialize: ({ document }) => ({ document }),
        equality: (past, current) => past.document === current.document,
      },
    ),
  );
  let merging: string | null = null;
  let before: ScenarioDocument | null = null;
  const history = () => store.temporal.getState();

  const edit = (change: Change, merge: string | null = null): void => {
    const changed = change(store.getState().document);
    if (changed === store.getState().document) return;
    const merges = merge !== null && merge === merging && before === null;
    if (merges) history().pause();
    store.setState({ document: changed });
    if (merges) history().resume();
    merging = merge;
  };

  /** Ends the merging of typed changes: what is typed next is a step of its own. */
  const settle = (): void => {
    merging = null;
  };

  const beginGesture = (): void => {
    if (before !== null) return;
    settle();
    before = store.getState().document;
    history().pause();
  };

  /** Makes everything since `beginGesture` one step; none when nothing changed. */
  const endGesture = (): void => {
    if (before === null) return;
    const start = before;
    before = null;
    history().resume();
    if (store.getState().document === start) return;
    const pastStates = [...history().pastStates, { document: start }].slice(-UNDO_STEPS);
    store.temporal.setState({ pastStates, futureStates: [] });
  };

  const travel = (direction: "undo" | "redo"): void => {
    endGesture();
    settle();
    history()[direction]();
    const present = new Set(store.getState().document.nodes.map((node) => node.id));
    const { selection, focused } = store.getState();
    store.setState({
      mode: IDLE,
      selection: { nodes: new Set([...selection.nodes].filter((id) => present.has(id))), wire: null },
      focused: focused !== null && present.has(focused) ? focused : null,
    });
  };

  /** Takes another document in the place of this one, such as the server's: nothing before it can be undone. */
  const replace = (replacement: ScenarioDocument): void => {
    before = null;
    settle();
    history().pause();
    store.setState({
      document: replacement,
      selection: NOTHING,
      mode: IDLE,
      focused: null,
      focusedOutput: null,
    });
    history().resume();
    history().clear();
  };

  /** Puts somebody else's work under all of this one: undoing everything then leaves theirs, not what was before. */
  const rebase = (change: Change): void => {
    settle();
    if (before !== null) before = change(before);
    const { pastStates, futureStates, isTracking } = history();
    const moved = ({ document }: { document?: ScenarioDocument }) =>
      document ? { document: change(document) } : {};
    history().pause();
    store.setState({ document: change(store.getState().document) });
    store.temporal.setState({ pastStates: pastStates.map(moved), futureStates: futureStates.map(moved) });
    if (isTracking) history().resume();
  };

  return {
    store,
    edit,
    settle,
    beginGesture,
    endGesture,
    replace,
    rebase,
    undo: () => travel("undo"),
    redo: () => travel("redo"),
    select: (selection: Selection) => {
      settle();
      store.setState({ selection });
    },
    selectNodes: (ids: Iterable<string>) => {
      settle();
      store.setState({ selection: { nodes: new Set(ids), wire: null } });
    },
    focus: (focused: string | null, focusedOutput: string | null = null) =>
      store.setState({ focused, focusedOutput }),
    setMode: (mode: Mode) => store.setState({ mode }),
  };
}

export type Editor = ReturnType<typeof createEditor>;
