/** When the next save is due: soon after an edit, and more and more rarely while the server is not reached. */

/** After this long without an edit the draft is saved, and during edits not later than `SAVE_LATEST_MS`. */
export const SAVE_QUIET_MS = 700;
export const SAVE_LATEST_MS = 1_800;
export const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const;

export class Pace {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private dirtySince: number | null = null;
  private tries = 0;

  constructor(private readonly save: () => void) {}

  /** Counts from the first edit that no save has begun with. */
  edited(): void {
    this.dirtySince ??= Date.now();
  }

  saveSoon(): void {
    const latest = (this.dirtySince ?? Date.now()) + SAVE_LATEST_MS - Date.now();
    this.wake(Math.min(SAVE_QUIET_MS, Math.max(0, latest)));
  }

  tryAgain(): void {
    this.wake(RETRY_MS[Math.min(this.tries, RETRY_MS.length - 1)] ?? 0);
    this.tries += 1;
  }

  /** What was edited is on its way: nothing is due. */
  begun(): void {
    clearTimeout(this.timer);
    this.dirtySince = null;
  }

  reached(): void {
    this.tries = 0;
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private wake(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.save, ms);
  }
}
