/**
 * An expression, or a text with expressions in holes: completion, colours, mistakes underlined, and what comes out
 * for a sample call. Loaded when the first such field is shown.
 */

import {
  acceptCompletion,
  autocompletion,
  closeCompletion,
  completionKeymap,
  completionStatus,
  startCompletion,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { Annotation, EditorState, type Extension, Transaction } from "@codemirror/state";
import { EditorView, type KeyBinding, keymap, placeholder } from "@codemirror/view";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useWorkplace } from "@/editor/context";
import { completer, type Known } from "./completing";
import { Echo } from "./echo";
import { highlighting } from "./highlighting";
import { mistakes, setMistakes } from "./mistakes";
import { Result } from "./Result";
import { useTrial } from "./trial";
import { useVariables } from "./variables";
import { markedSpan } from "./words";
import "./expression.css";

export interface ExpressionProps {
  readonly id: string;
  readonly label: string;
  readonly isRequired: boolean;
  readonly kind: "expression" | "template";
  readonly value: string;
  readonly placeholder: string;
  readonly isReadOnly: boolean;
  /** It has one line; a text for people may have several. */
  readonly isOneLine: boolean;
  /** The checks say what is wrong with it already. */
  readonly isTold: boolean;
  readonly onChange: (text: string) => void;
  readonly onLeave: () => void;
  /** Whether the plain field, in the place of which this comes, had the keyboard. */
  readonly hadFocus: RefObject<boolean>;
}

export default function ExpressionEditor(props: ExpressionProps) {
  const { id, label, isRequired, kind, value, isReadOnly, isOneLine, isTold, hadFocus } = props;
  const { onChange, onLeave } = props;
  const { editor, functions, page } = useWorkplace();
  const variables = useVariables();
  const tried = useTrial(value, kind);
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const [echo] = useState(() => new Echo());
  // The editor lives longer than a render: it asks for what is true when it needs it.
  const now = useRef({ variables, onChange, onLeave });
  now.current = { variables, onChange, onLeave };

  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is followed below, without a new editor
  useEffect(() => {
    if (!host.current) return;
    const known = (): Known => ({
      variables: now.current.variables,
      functions,
      language: page.language,
      titleOf: (node) => editor.store.getState().document.nodes.find((one) => one.id === node)?.title ?? node,
    });
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: value,
        extensions: [
          isOneLine ? singleLine : EditorView.lineWrapping,
          completion(kind === "template", known),
          highlighting(kind === "template"),
          mistakes,
          writtenOver,
          history(),
          keymap.of([
            ...(isOneLine ? [completeOrNothing] : []),
            { key: "Tab", run: acceptCompletion },
            closeOrLeave,
            ...completionKeymap.filter(({ key }) => key !== closeOrLeave.key),
            ...historyKeymap,
            ...defaultKeymap,
          ]),
          EditorView.cspNonce.of(page.nonce),
          EditorView.contentAttributes.of({
            id,
            "aria-label": label,
            "aria-required": String(isRequired),
            spellcheck: kind === "template" ? "true" : "false",
          }),
          EditorState.readOnly.of(isReadOnly),
          placeholder(props.placeholder),
          EditorView.domEventHandlers({ blur: () => now.current.onLeave() }),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged || update.transactions.some((one) => one.annotation(given))) return;
            const text = update.state.doc.toString();
            echo.sent(text);
            now.current.onChange(text);
          }),
        ],
      }),
    });
    view.current = made;
    if (hadFocus.current) {
      hadFocus.current = false;
      made.focus();
      made.dispatch({ selection: { anchor: made.state.doc.length } });
    }
    return () => {
      made.destroy();
      view.current = null;
    };
  }, [id, label, isRequired, kind, isReadOnly, isOneLine, functions, page, editor]);

  // A list that is open shows what has become known meanwhile.
  useEffect(() => {
    const current = view.current;
    if (variables && current && completionStatus(current.state) === "active") startCompletion(current);
  }, [variables]);

  useEffect(() => {
    const current = view.current;
    if (echo.isOwn(value) || !current || current.state.doc.toString() === value) return;
    current.dispatch({
      changes: { from: 0, to: current.state.doc.length, insert: value },
      annotations: [given.of(true), Transaction.addToHistory.of(false)],
    });
  }, [value, echo]);

  useEffect(() => {
    const current = view.current;
    const source = tried?.source ?? "";
    // Places in an older text mean nothing in this one; its own marks move along until the next answer.
    if (!current || (tried && current.state.doc.toString() !== source)) return;
    const spans = (tried?.problems ?? []).map(({ offset }) => markedSpan(source, offset));
    current.dispatch({ effects: setMistakes.of(spans) });
  }, [tried]);

  const isWrong = (tried?.problems ?? []).length > 0;
  return (
    <div className={`expression expression-of-${kind}${isWrong ? " expression-is-wrong" : ""}`}>
      <div ref={host} className="expression-host" />
      <Result
        tried={tried}
        kind={kind}
        onFix={(from, to, text) => onChange(value.slice(0, from) + text + value.slice(to))}
        source={value}
        isTold={isTold}
      />
    </div>
  );
}

/** Marks what was not typed here: an undo, a fix. Nobody needs to be told of it. */
const given = Annotation.define<boolean>();

/**
 * What is written over chosen text is put in by the editor. The browser would keep the colour of what was there by
 * an inline style, which our content policy refuses.
 */
const writtenOver: Extension = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const { state } = view;
    if (event.inputType !== "insertText" || !event.data || state.readOnly || state.selection.main.empty)
      return false;
    event.preventDefault();
    view.dispatch({
      ...state.replaceSelection(event.data),
      userEvent: "input.type",
      scrollIntoView: true,
    });
    return true;
  },
});

/** There is no other line for Enter to begin. */
const completeOrNothing: KeyBinding = {
  key: "Enter",
  run: (view) => acceptCompletion(view) || true,
};

/** Escape closes the list that is seen; one that is still to come gives way to the page's own Escape. */
const closeOrLeave: KeyBinding = {
  key: "Escape",
  stopPropagation: true,
  run: (view) => {
    const isSeen = document.querySelector(".cm-tooltip-autocomplete") !== null;
    closeCompletion(view);
    return isSeen;
  },
};

/** Line breaks that are pasted in become spaces. */
const singleLine: Extension = EditorState.transactionFilter.of((transaction) =>
  transaction.newDoc.lines > 1
    ? [transaction, { changes: breaks(transaction.newDoc.toString()), sequential: true }]
    : transaction,
);

function breaks(text: string) {
  return [...text.matchAll(/\n/g)].map(({ index }) => ({ from: index, to: index + 1, insert: " " }));
}

function completion(isTemplate: boolean, known: () => Known): Extension {
  return autocompletion({
    override: [completer(isTemplate, known)],
    icons: false,
    activateOnTyping: true,
    // The keys are in the editor's own list, above.
    defaultKeymap: false,
    // Tab right after the list has come takes from it, as a moment later; it would leave the field instead.
    interactionDelay: 0,
  });
}
