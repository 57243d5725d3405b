import { toRtcError } from '../errors/to-rtc-error.ts';
import type { Fact } from './fact.ts';
import type { SessionEvent } from './machine-state.ts';

/** How the app finds a name. */
export type ResolveProfile = (userId: string) => Promise<{ readonly displayName: string }>;

/** Asks the app for the names that a vendor does not carry. */
export class Profiles {
  readonly #resolve: ResolveProfile;
  readonly #dispatch: (fact: Fact) => void;

  constructor(resolve: ResolveProfile, dispatch: (fact: Fact) => void) {
    this.#resolve = resolve;
    this.#dispatch = dispatch;
  }

  /** Somebody without a name came. */
  react({ name, event }: SessionEvent): void {
    if (name === 'participant-joined' && event.participant.displayName === '') {
      void this.#ask(event.participant.id, event.participant.userId);
    }
  }

  async #ask(participantId: string, userId: string): Promise<void> {
    try {
      const { displayName } = await this.#resolve(userId);
      this.#dispatch({ type: 'profileResolved', data: { participantId, displayName } });
    } catch (cause) {
      const error = toRtcError(cause, { message: `The name of ${userId} could not be found.` });
      this.#dispatch({ type: 'warning', data: { error } });
    }
  }
}
