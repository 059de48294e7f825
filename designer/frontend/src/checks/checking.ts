/** Asks the server to check the drawing after each edit. The newest answer wins; moving things asks nothing. */

import { changedNodes } from "@/document/changes";
import type { ScenarioDocument } from "@/document/types";
import type { Editor } from "@/editor/store";
import { type Client, ServerProblem } from "@/server/client";
import { type Checked, renameInIssues, tellChecked, useChecks } from "./issues";

export const SETTLED_MS = 60;
/** A server that takes longer than this for an answer is not asked at each letter, but when no more come for as long. */
const QUICK_MS = 150;
const SETTLED_MS_MAX = 1_000;
const RETRY_MS = 3_000;

/** Checks the document now and after every edit, until the function that it gives is called. */
export function startChecking(client: Client, editor: Editor): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: AbortController | null = null;
  let settledMs = SETTLED_MS;
  /** What the issues that are shown speak of. */
  let told: ScenarioDocument | null = null;

  const ask = async (): Promise<void> => {
    const mine = new AbortController();
    asked = mine;
    const { document } = editor.store.getState();
    try {
      const began = performance.now();
      tellChecked(await client.send<Checked>("POST", "/documents/check", { document }, mine.signal));
      told = document;
      const tookMs = performance.now() - began;
      settledMs = tookMs > QUICK_MS ? Math.min(tookMs, SETTLED_MS_MAX) : SETTLED_MS;
    } catch (error) {
      if (mine.signal.aborted) return;
      if (told) renameSince(told, document);
      told = document;
      const isLoggedOut = error instanceof ServerProblem && [401, 403].includes(error.status);
      useChecks.setState({ state: isLoggedOut ? "logged_out" : "unreached" });
      wake(RETRY_MS);
    }
  };

  const wake = (ms: number): void => {
    clearTimeout(timer);
    asked?.abort();
    timer = setTimeout(() => void ask(), ms);
  };

  const leave = editor.store.subscribe(({ document }, before) => {
    if (document === before.document || isOnlyMoved(before.document, document)) return;
    if (useChecks.getState().state !== "asking") useChecks.setState({ state: "asking" });
    wake(settledMs);
  });
  wake(0);
  return () => {
    leave();
    clearTimeout(timer);
    asked?.abort();
  };
}

/** Calls nodes by their new names in what is shown: nobody knows when it will be told anew. */
function renameSince(before: ScenarioDocument, now: ScenarioDocument): void {
  for (const { before: was, after } of changedNodes(before.nodes, now.nodes) ?? [])
    if (was.title !== after.title && now.nodes.every(({ title }) => title !== was.title))
      renameInIssues(was.title, after.title);
}

/** Whether nothing but places and sizes differ: no check looks at them. */
export function isOnlyMoved(before: ScenarioDocument, after: ScenarioDocument): boolean {
  if (before.edges !== after.edges || before.graph !== after.graph) return false;
  const changed = changedNodes(before.nodes, after.nodes);
  return (
    changed?.every(
      ({ before, after }) =>
        before.title === after.title && before.params === after.params && before.main === after.main,
    ) === true
  );
}
