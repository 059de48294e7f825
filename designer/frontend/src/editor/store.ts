/**
 * The state of the page: the document, which undo follows, and what is selected and under way, which it does not.
 *
 * Every change of the document goes through `edit`: one call is one step of undo. Typing into one field merges
 * into one step (`merge`), and a gesture of many changes (a drag) is bracketed by `beginGesture`/`endGesture`: until
 * it ends only the drawing follows it, and nobody keeps or checks what the hand has not let go.
 */

import { temporal } from "zundo";
import { createStore } from "zustand/vanilla";
import { targetOf } from "@/document/connecting";
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
  /** What the drawing shows: the document, or during a gesture what it will become. */
  readonly drawn: ScenarioDocument;
  readonly selection: Selection;
  readonly mode: Mode;
  /** The node that the keyboard is at; the canvas is one Tab stop. */
  readonly focused: string | null;
  /** The output row that the keyboard is at in the focused node. */
  readonly focusedOutput: string | null;
  /** Collapsed frames that are shown open on this page, since somebody went to what is in them. */
  readonly opened: ReadonlySet<string>;
}

type Change = (document: ScenarioDocument) => ScenarioDocument;
type Kept = Pick<EditorState, "document" | "drawn">;

function keeping(document: ScenarioDocument): Kept {
  return { document, drawn: document };
}

/** An output waits for its target only as long as its node is there. */
function modeIn({ nodes }: ScenarioDocument, mode: Mode): Mode {
  return mode.kind === "connecting" && nodes.every(({ id }) => id !== mode.output.source) ? IDLE : mode;
}

/** The store of one page; `edit` and its kind are the only writers of the document. */
export function createEditor(document: ScenarioDocument, opened: ReadonlySet<string> = new Set()) {
  let merging: string | null = null;
  /** Whether the change under way joins the step before it: the history stays as it is, and tells nobody. */
  let merges = false;
  let isInGesture = false;
  const store = createStore<EditorState>()(
    temporal(
      (): EditorState => ({
        ...keeping(document),
        selection: NOTHING,
        mode: IDLE,
        focused: null,
        focusedOutput: null,
        opened,
      }),
      {
        limit: UNDO_STEPS,
        partialize: ({ document }) => keeping(document),
        equality: (past, current) => merges || past.document === current.document,
      },
    ),
  );
  const history = () => store.temporal.getState();

  const edit = (change: Change, merge: string | null = null): void => {
    const { drawn, mode } = store.getState();
    const changed = change(drawn);
    if (changed === drawn) return;
    if (isInGesture) {
      store.setState({ drawn: changed });
      return;
    }
    merges = merge !== null && merge === merging;
    try {
      store.setState({ ...keeping(changed), mode: modeIn(changed, mode) });
    } finally {
      merges = false;
    }
    merging = merge;
  };

  /** Ends the merging of typed changes: what is typed next is a step of its own. */
  const settle = (): void => {
    merging = null;
  };

  const beginGesture = (): void => {
    settle();
    isInGesture = true;
  };

  /** Makes everything since `beginGesture` one step; none when nothing changed. */
  const endGesture = (): void => {
    if (!isInGesture) return;
    isInGesture = false;
    store.setState(({ drawn }) => keeping(drawn));
  };

  /** Takes back everything since `beginGesture`. */
  const dropGesture = (): void => {
    if (!isInGesture) return;
    isInGesture = false;
    store.setState(({ document }) => ({ drawn: document }));
  };

  const travel = (direction: "undo" | "redo"): void => {
    endGesture();
    settle();
    history()[direction]();
    const { document, selection, mode, focused } = store.getState();
    const present = new Set(document.nodes.map((node) => node.id));
    const chosen = [...selection.nodes].filter((id) => present.has(id));
    // The same set while all of it is there: a new one would make the whole drawing look at its cards again.
    const nodes = chosen.length === selection.nodes.size ? selection.nodes : new Set(chosen);
    const wire = selection.wire && targetOf(document, selection.wire) ? selection.wire : null;
    const left = {
      mode: IDLE,
      selection: nodes === selection.nodes && wire === selection.wire ? selection : { nodes, wire },
      focused: focused !== null && present.has(focused) ? focused : null,
    };
    // Whoever follows the store looks at it once, but for the rare time when something was lost on the way.
    if (left.mode !== mode || left.selection !== selection || left.focused !== focused) store.setState(left);
  };

  /** Takes back what was typed in the step under way, as if it never was; nothing once that is settled. */
  const takeBack = (merge: string): void => {
    if (merging !== merge) return;
    travel("undo");
    store.temporal.setState({ futureStates: [] });
  };

  /** Puts somebody else's work under all of this one: undoing everything then leaves theirs, not what was before. */
  const rebase = (change: Change): void => {
    settle();
    const { pastStates, futureStates } = history();
    const moved = ({ document }: Partial<Kept>) => (document ? keeping(change(document)) : {});
    history().pause();
    store.setState(({ document, drawn, mode }) => {
      const kept =
        drawn === document ? keeping(change(document)) : { document: change(document), drawn: change(drawn) };
      return { ...kept, mode: modeIn(kept.document, mode) };
    });
    store.temporal.setState({ pastStates: pastStates.map(moved), futureStates: futureStates.map(moved) });
    history().resume();
  };

  return {
    store,
    edit,
    settle,
    beginGesture,
    endGesture,
    dropGesture,
    takeBack,
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
    /** Both at once, for whoever looks at every change. */
    selectAndFocus: (ids: Iterable<string>, focused: string | null) => {
      settle();
      store.setState({ selection: { nodes: new Set(ids), wire: null }, focused, focusedOutput: null });
    },
    focus: (focused: string | null, focusedOutput: string | null = null) =>
      store.setState({ focused, focusedOutput }),
    setOpened: (opened: ReadonlySet<string>) => store.setState({ opened }),
    setMode: (mode: Mode) => store.setState({ mode }),
  };
}

export type Editor = ReturnType<typeof createEditor>;
