import type { MemberState } from '../protocol/member-state.ts';
import type { Roster } from './roster.ts';

/** Tells the others what is published. */
export class Announcer {
  readonly #roster: Roster;
  readonly #state: () => MemberState;
  #untold = false;

  constructor(roster: Roster, state: () => MemberState) {
    this.#roster = roster;
    this.#state = state;
  }

  /** Tells it where it changed, or where it was refused the last time. */
  async announce(
    changed: boolean,
    session: { publishState(state: MemberState): Promise<void> },
  ): Promise<void> {
    if (!changed && !this.#untold) return;
    // By both ways: the data channels are faster, signalling reaches everybody.
    for (const peer of this.#roster.peers) peer.announce();
    this.#untold = false;
    try {
      await session.publishState(this.#state());
    } catch (error) {
      this.#untold = true;
      throw error;
    }
  }
}
