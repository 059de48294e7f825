/** Keeping the work of one open page: autosave, journal and edit lock together, and what the browser tells of. */

import { tell } from "@/canvas/notices";
import type { Workplace } from "@/editor/context";
import type { Editor } from "@/editor/store";
import { t } from "@/i18n";
import type { Page } from "@/page";
import { ServerProblem } from "@/server/client";
import { announce } from "@/speech/announce";
import { Autosave } from "./autosave";
import { openJournal } from "./journal";
import { EditLock, RENEW_MS, useLock } from "./lock";
import { type SavingFacts, useSaving } from "./state";
import { toldLeft, toldMerged, toldRefusal } from "./told";

export interface Keeping {
  /** That of the draft, also while the page shows a comparison. */
  readonly editor: Editor;
  readonly autosave: Autosave;
  readonly lock: EditLock;
}

let current: Autosave | null = null;

/** Saves what is not saved yet, for whoever is about to leave the page. Without the server the journal has it. */
export async function saveNow(): Promise<void> {
  await current?.flush();
}

/** Saves by the reader's wish and says how it went: the bar shows nothing new when all was saved already. */
export async function saveAndTell(): Promise<void> {
  if (await current?.flush()) tell(t("saving:saved_again"));
  else {
    const { kind } = useSaving.getState();
    tell(t(kind === "offline" ? "saving:offline_told" : `saving:state_${kind}`));
  }
}

/** Whoever had the lock before hears of the take-over within RENEW_MS, and may save until then. */
const TAIL_MS = [2_000, 5_000, RENEW_MS + 2_000] as const;

/** Starts it for as long as the page is open. */
export function startKeeping({ client, editor, page, mayEdit, draft }: Workplace): Keeping {
  const scenario = `/scenarios/${page.key}`;
  const journal = openJournal(`${page.user.name} ${page.key}`);
  const autosave = new Autosave(client, editor, scenario, page.user.name, journal, draft);
  current = autosave;
  let isFresh = true;
  const entered = async () => {
    // Whoever takes over draws on what the other one saved last; a page just opened has it.
    if (!isFresh) await follow();
    await autosave.restore();
    if (!isFresh) for (const ms of TAIL_MS) setTimeout(() => void follow(), ms);
  };
  const follow = () => {
    isFresh = false;
    return autosave.follow().catch(ignoreServer);
  };
  const looked = async () => {
    // Another window of the same person may be writing the journal just now.
    if (isFresh && mayEdit && !useLock.getState().lock?.is_same_person) await autosave.tellLeft();
    await follow();
  };
  const lock = new EditLock(
    client,
    page,
    mayEdit,
    () => void entered(),
    () => void looked(),
  );
  void autosave.lookForLeft();
  lock.start();
  // Whoever is given the lock, or told who has it, may draw.
  useLock.subscribe(() => autosave.allowed());
  useSaving.subscribe((now, before) => speak(page, now, before));
  listen(autosave, lock);
  return { editor, autosave, lock };
}

function listen(autosave: Autosave, lock: EditLock): void {
  window.addEventListener("beforeunload", (event) => {
    if (autosave.isUnsaved && !useSaving.getState().isJournaled) event.preventDefault();
  });
  window.addEventListener("pagehide", () => {
    autosave.part();
    lock.stop();
  });
  // Back out of the browser's memory of pages.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) lock.start();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void autosave.flush();
    else autosave.retry();
  });
  for (const sign of ["online", "focus"]) window.addEventListener(sign, () => autosave.retry());
}

/** Only what a person must hear; that a draft was saved again is silent. */
function speak(page: Page, now: SavingFacts, before: SavingFacts): void {
  if (now.leftAt !== null && before.leftAt === null) announce(toldLeft(now.leftAt, page));
  if (now.restored && !before.restored) announce(t("saving:restored"));
  if (now.mergedFrom && now.mergedFrom !== before.mergedFrom) announce(toldMerged(now.mergedFrom, page));
  if (now.kind === before.kind && now.refusal?.kind === before.refusal?.kind) return;
  if (before.kind === "conflict" && now.kind === "dirty") announce(t("saving:said_merged"));
  if (now.kind === "offline") announce(t("saving:offline_told"));
  if (now.kind === "conflict") announce(t("saving:conflict"));
  if (now.refusal) announce(toldRefusal(now.refusal, page));
  if (now.kind === "saved" && before.kind !== "dirty" && before.kind !== "saving")
    announce(t("saving:saved_again"));
}

function ignoreServer(error: unknown): void {
  if (!(error instanceof ServerProblem)) throw error;
}
