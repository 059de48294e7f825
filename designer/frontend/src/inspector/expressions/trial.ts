/** What an expression gives for sample values, as the server works it out while it is being written. */

import { useEffect, useState } from "react";
import { create } from "zustand";
import type { components } from "@/api";
import { useWorkplace } from "@/editor/context";
import { useKnownVariables, type Variable } from "./variables";

type Schemas = components["schemas"];
/** `source`: the text that was tried; what is written now may be newer. */
export type Tried = Schemas["Tried"] & { readonly source: string };
type SampleVariable = Schemas["SampleVariable"];

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

/** What each kind is tried with until the reader says otherwise; any other kind with the number that was called. */
const USUAL: Readonly<Record<string, unknown>> = {
  number: 5,
  date: "2026-11-23T12:00:00+03:00",
  duration: "90s",
  yes_no: true,
  list: [],
  object: {},
};

/** The value that a variable has in the sample. A list or an object that is written wrong is tried as a text. */
export function sampleOf({ name, type }: Variable, { called, values }: Sample): SampleVariable {
  const written = values[name];
  const kind = type as SampleVariable["type"];
  if (!written) return { name, type: kind, value: USUAL[type] ?? called };
  if (type === "number") return { name, type: kind, value: Number(written.replace(",", ".")) || 0 };
  if (type === "yes_no") return { name, type: kind, value: written === "true" };
  if (type === "list" || type === "object") return { name, type: kind, value: read(written) };
  return { name, type: kind, value: written };
}

function read(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return written;
  }
}

/** The same as text, for the form. */
export function usualText(type: string, called: string): string {
  const usual = USUAL[type] ?? called;
  return typeof usual === "string" ? usual : JSON.stringify(usual);
}

/** The newest outcome; null while there is none, or nothing is written. */
export function useTrial(source: string, kind: "expression" | "template"): Tried | null {
  const { client } = useWorkplace();
  const sample = useSample();
  const { variables, isKnown } = useKnownVariables();
  const [tried, setTried] = useState<Tried | null>(null);
  useEffect(() => {
    if (!source.trim()) {
      setTried(null);
      return;
    }
    // Without them each of its variables would be a mistake.
    if (!isKnown) return;
    const abort = new AbortController();
    const { called, caller, line } = sample;
    const body = {
      kind,
      source,
      variables: variables.map((variable) => sampleOf(variable, sample)),
      call: { called, caller, line },
    };
    const timer = setTimeout(() => {
      client.send<Schemas["Tried"]>("POST", "/expressions/try", body, abort.signal).then(
        (answer) => setTried({ ...answer, source }),
        () => undefined,
      );
    }, SETTLED_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [client, source, kind, sample, variables, isKnown]);
  return tried;
}
