/** The variables that expressions of this drawing may use, as the server knows them: asked once for all fields. */

import { useEffect } from "react";
import { create } from "zustand";
import type { components } from "@/api";
import { isOnlyMoved } from "@/checks/checking";
import { isSame } from "@/document/same";
import type { ScenarioDocument } from "@/document/types";
import { useWorkplace, type Workplace } from "@/editor/context";
import { useNaming } from "../naming";

export type Variable = components["schemas"]["ShownVariable"];

const SETTLED_MS = 400;
const NONE: readonly Variable[] = [];

interface Known {
  /** The same list while the variables are the same. */
  readonly variables: readonly Variable[];
  /** Before the first answer none is known, which does not mean that there is none. */
  readonly isKnown: boolean;
}

export const useKnownVariables = create<Known>(() => ({ variables: NONE, isKnown: false }));

/** Until the server answers, the last ones stay. */
export function useVariables(): readonly Variable[] {
  const { client, editor } = useWorkplace();
  useEffect(() => follow({ client, editor }), [client, editor]);
  return useKnownVariables((state) => state.variables);
}

type Place = Pick<Workplace, "client" | "editor">;

let followers = 0;
let stop: () => void = () => undefined;
let asked: ScenarioDocument | null = null;

/** However many fields want to know, one asks; the last one to leave ends it. */
function follow(place: Place): () => void {
  followers += 1;
  if (followers === 1) stop = ask(place);
  return () => {
    followers -= 1;
    if (followers === 0) stop();
  };
}

/** Asks at once, and again whenever the drawing has come to rest. */
function ask({ client, editor }: Place): () => void {
  let abort = new AbortController();
  let timer: ReturnType<typeof setTimeout>;
  const send = () => {
    const { document } = editor.store.getState();
    // Half a name is no variable yet.
    if (document === asked || useNaming.getState().isNaming) return;
    asked = document;
    client.send<Variable[]>("POST", "/expressions/variables", { document }, abort.signal).then(
      (variables) => {
        const known = useKnownVariables.getState();
        if (!known.isKnown || !isSame(variables, known.variables))
          useKnownVariables.setState({ variables, isKnown: true });
      },
      () => {
        if (asked === document) asked = null;
      },
    );
  };
  const unsubscribe = editor.store.subscribe((state, before) => {
    if (state.document === before.document || isOnlyMoved(before.document, state.document)) return;
    abort.abort();
    abort = new AbortController();
    clearTimeout(timer);
    timer = setTimeout(send, SETTLED_MS);
  });
  const unsubscribeNaming = useNaming.subscribe(({ isNaming }) => {
    if (!isNaming) send();
  });
  send();
  return () => {
    unsubscribe();
    unsubscribeNaming();
    clearTimeout(timer);
    abort.abort();
  };
}

/** A name as it stands in an expression: one that is no single word in backticks. */
export function written(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `\`${name}\``;
}
