/**
 * Who draws: one window at a time. Its lock is renewed while the page is open; others read, follow what is saved,
 * and may take over. The lock is advice between people: saving itself never overwrites anybody (merge.ts).
 */

import { create } from "zustand";
import type { components } from "@/api";
import type { Page } from "@/page";
import { type Client, ServerProblem } from "@/server/client";
import { windowId } from "./window_id";

type ShownLock = components["schemas"]["ShownLock"];

export const RENEW_MS = 10_000;
/** Until it is known who draws it is asked again sooner. */
export const ASK_AGAIN_MS = 1_000;

interface LockState {
  readonly lock: ShownLock | null;
  /** This window had it until somebody took it over. */
  readonly isLost: boolean;
}

export const useLock = create<LockState>(() => ({ lock: null, isLost: false }));

/** `entered` is called whenever this window gets the lock, `looked` while somebody else has it. */
export class EditLock {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly path: string;
  private readonly holder: Promise<string>;
  private asked: string | null = null;
  private isStopped = false;

  constructor(
    private readonly client: Client,
    page: Page,
    private readonly mayEdit: boolean,
    private readonly entered: () => void,
    private readonly looked: () => void,
  ) {
    this.path = `/scenarios/${page.key}/lock`;
    this.holder = windowId(page.key);
    useLock.setState({ lock: null, isLost: false });
  }

  start(): void {
    this.isStopped = false;
    void this.renew(false);
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
    if (useLock.getState().lock?.is_mine && this.asked) this.client.part("DELETE", this.asked);
  }

  takeOver(): Promise<void> {
    return this.renew(true);
  }

  private async renew(take_over: boolean): Promise<void> {
    clearTimeout(this.timer);
    const had = useLock.getState().lock?.is_mine === true;
    const holder = await this.holder;
    this.asked = `${this.path}?holder=${holder}`;
    try {
      const body = { holder, take_over };
      this.told(
        this.mayEdit
          ? await this.client.send<ShownLock>("POST", this.path, body)
          : await this.client.get<ShownLock>(this.asked),
        false,
      );
    } catch (error) {
      const { lock } = (error instanceof ServerProblem ? error.problem : {}) as { lock?: ShownLock };
      // Without an answer nothing is known to have changed: whoever draws goes on drawing.
      if (lock) this.told(lock, had || useLock.getState().isLost);
    }
    const ms = useLock.getState().lock ? RENEW_MS : ASK_AGAIN_MS;
    if (!this.isStopped) this.timer = setTimeout(() => void this.renew(false), ms);
  }

  private told(lock: ShownLock, isLost: boolean): void {
    if (this.isStopped) return;
    const had = useLock.getState().lock?.is_mine === true;
    useLock.setState({ lock, isLost: isLost && !lock.is_mine });
    if (lock.is_mine && !had) this.entered();
    if (!lock.is_mine) this.looked();
  }
}
