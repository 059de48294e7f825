/** What scenarios may name (queues, phones, boxes, sounds): asked once a page, and again when it is a minute old. */

import { useEffect } from "react";
import { create } from "zustand";
import type { components } from "@/api";
import { useWorkplace } from "@/editor/context";
import type { Client } from "@/server/client";

export type Names = components["schemas"]["ShownNames"];

const FRESH_MS = 60_000;

const useKnown = create<{ readonly names: readonly Names[]; readonly askedAt: number }>(() => ({
  names: [],
  askedAt: 0,
}));

function ask(client: Client): void {
  if (Date.now() - useKnown.getState().askedAt < FRESH_MS) return;
  useKnown.setState({ askedAt: Date.now() });
  client.get<Names[]>("/names").then(
    (names) => useKnown.setState({ names }),
    () => useKnown.setState({ askedAt: 0 }),
  );
}

/** The names of a kind, such as `queue`; null while they were not asked for yet. */
export function useNames(kind: string): Names | null {
  const { client } = useWorkplace();
  useEffect(() => ask(client), [client]);
  return useKnown((state) => state.names.find((names) => names.kind === kind) ?? null);
}
