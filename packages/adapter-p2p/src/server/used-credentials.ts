import type { ServerClock } from './server-clock.ts';

/** How many one-time credentials are remembered; more are refused until some have ended. */
const mostRemembered = 10_000;

/** One-time credentials that were used, until they end by themselves. */
export class UsedCredentials {
  readonly #clock: ServerClock;
  readonly #endsAt = new Map<string, number>();

  constructor(clock: ServerClock) {
    this.#clock = clock;
  }

  /** Takes a credential: false where it was taken before, or where too many are remembered to be sure. */
  take(id: string, expiresAt: number): boolean {
    if (this.#endsAt.size >= mostRemembered) this.#forgetEnded();
    if (this.#endsAt.has(id) || this.#endsAt.size >= mostRemembered) return false;
    this.#endsAt.set(id, expiresAt);
    return true;
  }

  #forgetEnded(): void {
    const now = this.#clock.now();
    for (const [id, endsAt] of this.#endsAt) if (endsAt < now) this.#endsAt.delete(id);
  }
}
