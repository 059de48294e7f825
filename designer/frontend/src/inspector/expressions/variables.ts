/** The variables that expressions of this drawing may use, as the server knows them. */

import { useEffect } from "react";
import { create } from "zustand";
import type { components } from "@/api";
import { useEditor, useWorkplace } from "@/editor/context";

export type Variable = components["schemas"]["ShownVariable"];

const SETTLED_MS = 400;
const NONE: readonly Variable[] = [];
export const useKnownVariables = create<{ readonly variables: readonly Variable[] }>(() => ({
  variables: NONE,
}));

/** Asks again when the drawing has come to rest; until the server answers, the last ones stay. */
export function useVariables(): readonly Variable[] {
  const { client } = useWorkplace();
  const document = useEditor((state) => state.document);
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      client.send<Variable[]>("POST", "/expressions/variables", { document }, abort.signal).then(
        (variables) => useKnownVariables.setState({ variables }),
        () => undefined,
      );
    }, SETTLED_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [client, document]);
  return useKnownVariables((state) => state.variables);
}

/** A name as it stands in an expression: one that is no single word in backticks. */
export function written(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `\`${name}\``;
}
