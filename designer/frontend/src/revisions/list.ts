/** The revisions of this scenario, and which of them callers walk; read again after each change. */

import { create } from "zustand";
import type { components } from "@/api";
import { received } from "@/document/receiving";
import type { ScenarioDocument } from "@/document/types";
import type { Workplace } from "@/editor/context";

type Schemas = components["schemas"];
export type Revision = Schemas["ShownRevision"];

interface Revisions {
  /** The newest first; null until the server has told. */
  readonly list: readonly Revision[] | null;
  readonly scenario: Schemas["ShownScenario"] | null;
}

type ReadRevisions = { readonly [key in keyof Revisions]: NonNullable<Revisions[key]> };

export const useRevisions = create<Revisions>(() => ({ list: null, scenario: null }));

export async function readRevisions({ client, page }: Workplace): Promise<ReadRevisions> {
  const path = `/scenarios/${page.key}`;
  const [list, scenario] = await Promise.all([
    client.get<Revision[]>(`${path}/revisions`),
    client.get<Schemas["ShownScenario"]>(path),
  ]);
  useRevisions.setState({ list, scenario });
  return { list, scenario };
}

/** The drawing of a revision, which never changes. */
export async function readDocument({ client, page }: Workplace, hash: string): Promise<ScenarioDocument> {
  const path = `/scenarios/${page.key}/revisions/${hash}`;
  const { document } = await client.get<Schemas["RevisionWithDocument"]>(path);
  return received(document);
}
