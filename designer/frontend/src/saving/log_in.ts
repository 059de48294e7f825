/** Waits until somebody is logged in again, in whichever tab. */

import type { Client } from "@/server/client";

const POLL_MS = 5_000;

export class LogIn {
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `person` is waited for; `returned` is called when they are there. */
  constructor(
    private readonly client: Client,
    private readonly person: string,
    private readonly returned: () => void,
  ) {}

  /** Whether it is this person who is logged in now. */
  async isThere(): Promise<boolean> {
    const session = await this.client.session().catch(() => null);
    return session?.user?.name === this.person;
  }

  wait(): void {
    this.stop();
    this.timer = setTimeout(() => void this.look(), POLL_MS);
  }

  /** Looks now, and then from time to time. */
  async look(): Promise<void> {
    this.stop();
    if (await this.isThere()) this.returned();
    else this.wait();
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
