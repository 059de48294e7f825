/** Where each variable is set and read: asked from the server, which reads expressions as calls do. */

import { useEffect, useRef, useState } from "react";
import type { ScenarioDocument } from "@/document/types";
import { useEditor, useWorkplace } from "@/editor/context";
import { useNaming } from "@/inspector/naming";

export interface Place {
  readonly node: string;
  readonly param: string;
  readonly kind: "set" | "read";
}

export interface Use {
  readonly name: string;
  readonly type: string;
  readonly secret: boolean;
  readonly is_declared: boolean;
  /** The error lane sets it by itself. */
  readonly is_built_in: boolean;
  readonly places: readonly Place[];
}

const SETTLED_MS = 300;

/**
 * The uses in the document as it is now; null until the server has answered for the first time. What `rename` is told
 * shows before the server has said so.
 */
export function useUses() {
  const { client } = useWorkplace();
  const document = useEditor((state) => state.document);
  const isNaming = useNaming((state) => state.isNaming);
  const [uses, setUses] = useState<readonly Use[] | null>(null);
  // Whoever opens the list waits for the server alone; whoever edits, until nothing changes any more.
  const isAsked = useRef(false);
  useEffect(() => {
    // Half a name is no variable yet.
    if (isNaming) return;
    const abort = new AbortController();
    const settledMs = isAsked.current ? SETTLED_MS : 0;
    const timer = setTimeout(() => {
      client.send<Use[]>("POST", "/expressions/uses", { document }, abort.signal).then(setUses, () => {
        // Without the server the last answer stays; the next edit asks again.
      });
    }, settledMs);
    isAsked.current = true;
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [client, document, isNaming]);
  const rename = (old: string, now: string) =>
    setUses((known) => known?.map((use) => (use.name === old ? { ...use, name: now } : use)) ?? null);
  return { uses, rename };
}

/** The document without a declaration, or with another one. */
export function declared(
  document: ScenarioDocument,
  name: string,
  declaration: { type?: string; secret?: boolean } | null,
): ScenarioDocument {
  const { [name]: _, ...others } = document.graph.variables ?? {};
  const variables = declaration === null ? others : { ...document.graph.variables, [name]: declaration };
  return { ...document, graph: { ...document.graph, variables } };
}
