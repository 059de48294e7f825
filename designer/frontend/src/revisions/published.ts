/**
 * Whether the draft is what new calls walk. Told by fingerprints, and when the draft was saved: a letter typed does not
 * cost what the whole drawing costs.
 */

import { create } from "zustand";
import type { components } from "@/api";
import type { ScenarioDocument } from "@/document/types";
import type { Workplace } from "@/editor/context";
import type { Autosave } from "@/saving/autosave";
import { fingerprint } from "@/saving/sent";
import { useSaving } from "@/saving/state";
import { readDocument, useRevisions } from "./list";

type Scenario = components["schemas"]["ShownScenario"];

/** `unknown`: the server has not said yet. `same`: nothing is new. `edited`: the draft differs. */
export type PublishedState = "unknown" | "never" | "same" | "edited";

export const usePublished = create<{ readonly state: PublishedState }>(() => ({ state: "unknown" }));

/** Follows what the server tells of the scenario, and the saved draft, until the function that comes back is called. */
export function followPublished(
  place: Workplace,
  autosave: Pick<Autosave, "number" | "isUnsaved">,
): () => void {
  const documentNow = () => place.editor.store.getState().document;
  const markOf = remembered(fingerprint);
  let hash: string | null | undefined;
  let mark = "";

  const judge = () => {
    if (hash === undefined || useSaving.getState().kind !== "saved") return;
    const state = hash === null ? "never" : mark === markOf(documentNow()) ? "same" : "edited";
    if (state !== usePublished.getState().state) usePublished.setState({ state });
  };
  const hear = async (told: Scenario) => {
    if (told.published_hash === hash) return;
    const isDrawn = !told.is_changed && told.draft_number === autosave.number && !autosave.isUnsaved;
    const now = isDrawn ? documentNow() : null;
    const walked =
      told.published_hash === null ? null : (now ?? (await readDocument(place, told.published_hash)));
    hash = told.published_hash;
    mark = walked ? fingerprint(walked) : "";
    judge();
  };
  const leaving = [
    useSaving.subscribe(judge),
    useRevisions.subscribe(({ scenario }, before) => {
      // Without an answer the bar tells as much as it knew.
      if (scenario && scenario !== before.scenario) hear(scenario).catch(() => undefined);
    }),
  ];
  place.client
    .get<Scenario>(`/scenarios/${place.page.key}`)
    .then((scenario) => useRevisions.setState({ scenario }))
    .catch(() => undefined);
  return () => {
    for (const leave of leaving) leave();
  };
}

/** The last answer is kept: a draft is told to be saved more often than it changes. */
function remembered(make: (document: ScenarioDocument) => string): (document: ScenarioDocument) => string {
  let last: { readonly document: ScenarioDocument; readonly made: string } | null = null;
  return (document) => {
    if (last?.document !== document) last = { document, made: make(document) };
    return last.made;
  };
}
