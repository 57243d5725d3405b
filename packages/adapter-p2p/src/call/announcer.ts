import type { SignallingSession } from '../signalling/signalling.ts';
import type { LocalPublications } from './local-publications.ts';
import type { Roster } from './roster.ts';

/** Tells the others what is published. */
export class Announcer {
  readonly #roster: Pick<Roster, 'peers'>;
  readonly #local: Pick<LocalPublications, 'state'>;
  readonly #session: Pick<SignallingSession, 'publishState'>;
  #untold = false;

  constructor(
    roster: Pick<Roster, 'peers'>,
    {
      local,
      session,
    }: {
      readonly local: Pick<LocalPublications, 'state'>;
      readonly session: Pick<SignallingSession, 'publishState'>;
    },
  ) {
    this.#roster = roster;
    this.#local = local;
    this.#session = session;
  }

  /** Tells it where it changed, or where it was refused the last time. */
  async announce(changed: boolean): Promise<void> {
    if (!changed && !this.#untold) return;
    // By both ways: the data channels are faster, signalling reaches everybody.
    for (const peer of this.#roster.peers) peer.announce();
    this.#untold = false;
    try {
      await this.#session.publishState(this.#local.state);
    } catch (error) {
      this.#untold = true;
      throw error;
    }
  }
}
