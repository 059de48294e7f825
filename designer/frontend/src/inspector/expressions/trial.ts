/** What an expression gives for sample values, as the server works it out while it is being written. */

import { useEffect, useState } from "react";
import { create } from "zustand";
import type { components } from "@/api";
import { useWorkplace } from "@/editor/context";
import { useKnownVariables } from "./variables";

export type Tried = components["schemas"]["Tried"];

/** The call that expressions are tried with; the reader may change it, for all fields of the page at once. */
export interface Sample {
  readonly called: string;
  readonly caller: string;
  readonly line: string;
  readonly values: { readonly [variable: string]: string };
}

export const useSample = create<Sample>(() => ({
  called: "84951234567",
  caller: "79991234567",
  line: "1",
  values: {},
}));

const SETTLED_MS = 200;

/** The newest outcome; null while there is none, or nothing is written. */
export function useTrial(source: string, kind: "expression" | "template"): Tried | null {
  const { client } = useWorkplace();
  const { called, caller, line, values } = useSample();
  const variables = useKnownVariables((state) => state.variables);
  const [tried, setTried] = useState<Tried | null>(null);
  useEffect(() => {
    if (!source.trim()) {
      setTried(null);
      return;
    }
    const abort = new AbortController();
    const sampled = variables
      .filter((variable) => !variable.secret && isText(variable.type))
      .map(({ name, type }) => ({ name, type, value: values[name] ?? called }));
    const body = { kind, source, variables: sampled, call: { called, caller, line } };
    const timer = setTimeout(() => {
      client.send<Tried>("POST", "/expressions/try", body, abort.signal).then(setTried, () => undefined);
    }, SETTLED_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [client, source, kind, called, caller, line, values, variables]);
  return tried;
}

/** Other kinds have no value that could be guessed: an expression over them is checked, and not run. */
function isText(type: string): boolean {
  return type === "text" || type === "any";
}
