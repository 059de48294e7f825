/** Writes the journal right after the picture of an edit, one entry at a time; a large drawing is not written each frame. */

import { afterPicture } from "@/editor/later";
import type { Entry, Journal } from "./journal";

/** Writing may take this part of the time: after 5 ms of copying it rests for 45. */
const BUSY_PART = 0.1;
const REST_MS_MAX = 1_000;
/** Copying a large drawing takes milliseconds: they wait for the picture that answers the edit, and then no longer than this. */
const IDLE_MS_MAX = 100;

export class Journaling {
  private next: Entry | "clear" | null = null;
  private isBusy = false;
  /** Whether this page wrote the entry. What an earlier visit left, or another window writes, is not its to clear. */
  private isOurs = false;

  /** `told` hears after each change whether everything is in the journal. */
  constructor(
    private readonly journal: Journal,
    private readonly told: (isJournaled: boolean) => void,
  ) {}

  note(entry: Entry): void {
    this.isOurs = true;
    this.next = entry;
    this.told(false);
    void this.work();
  }

  /** Clears what this page wrote. */
  clear(): void {
    if (this.isOurs) this.forget();
  }

  /** Clears the entry, whoever wrote it. */
  forget(): void {
    this.isOurs = false;
    this.next = "clear";
    void this.work();
  }

  private async work(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    while (this.next !== null) {
      if (this.next !== "clear") await idle();
      const step = this.next;
      this.next = null;
      const began = performance.now();
      const kept = await this.done(step);
      if (this.next === null) this.told(kept);
      else await rest((performance.now() - began) / BUSY_PART);
    }
    this.isBusy = false;
  }

  /** Whether the browser has kept it; without the journal the page warns before it is left. */
  private async done(step: Entry | "clear"): Promise<boolean> {
    try {
      if (step === "clear") await this.journal.clear();
      else await this.journal.write(step);
      return true;
    } catch {
      return step === "clear";
    }
  }
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.min(REST_MS_MAX, ms)));
}

/** The picture is painted, and the browser has nothing better to do. */
function idle(): Promise<void> {
  return new Promise((resolve) =>
    afterPicture(() => {
      if (typeof requestIdleCallback === "undefined") resolve();
      else requestIdleCallback(() => resolve(), { timeout: IDLE_MS_MAX });
    }),
  );
}
