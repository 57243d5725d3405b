import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import { RtcError } from '../errors/rtc-error.ts';
import type { EndReason } from '../model/session-state.ts';
import type { Store } from '../state/store.ts';
import { reduceTwoLegs } from '../state/two-legs.ts';
import type { LegOptions, Legs } from './legs.ts';

/** Opens and closes another leg beside the one that carries the call. */
export interface SecondLeg {
  /**
   * Joins over another vendor, whose code is loaded, within so many milliseconds. Resolves with the number of the new leg; rejects as
   * `join` does, and `invalid-state` without a call or where the vendor does not allow one user twice. The call goes on untouched then.
   */
  add(adapter: RtcAdapter, options: LegOptions, ms: number): Promise<number>;
  /** Closes one of two legs: people and sources that the other one has stay as they are. */
  close(leg: number, reason: EndReason): Promise<void>;
}

/** Lets the call of a session have two legs. Nothing else knows of this: a call with one ships none of it. */
export function secondLegOf({ store, legs }: { readonly store: Store; readonly legs: Legs }): SecondLeg {
  const { connections } = legs;
  store.extend({ reduce: reduceTwoLegs });
  /** Tells whether the call goes on without a leg: another one that is still joining does not carry it. */
  const isSpare = (leg: number): boolean => store.state.legs.has(leg) && store.state.legs.size > 1;

  async function close(leg: number, reason: EndReason): Promise<void> {
    const connection = connections.get(leg);
    if (!connection || !isSpare(leg)) return;
    const message = `The connection to ${connection.adapter.name} ended (${reason}).`;
    // The state first: what the other leg has is shown from there before anything is taken away.
    store.dispatch({ type: 'legClosed', data: { leg } });
    await legs.drop(connection, new RtcError({ code: 'aborted', message }));
  }
  legs.endedOne = (leg, reason) => {
    if (!isSpare(leg) || reason === 'kicked') return false;
    void close(leg, reason);
    return true;
  };
  return {
    async add(over, options, ms) {
      const { self, session } = store.state;
      const refuse = (message: string): never => {
        throw new RtcError({ code: 'invalid-state', message, adapter: over.name });
      };
      if (session.status !== 'joined') return refuse('Another connection needs a call: join first.');
      const twice = [...connections.values()].some((each) => each.adapter === over);
      const sameSeat = self?.room === options.room && self.userId === options.userId;
      if (twice && sameSeat && over.capabilities.duplicateIdentity !== 'allowed')
        return refuse(`${over.name} does not allow ${options.userId} in this room twice.`);
      return (await legs.join(over, options, { attempt: new AbortController(), ms })).leg.generation;
    },
    close,
  };
}
