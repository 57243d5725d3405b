import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import { RtcError } from '../errors/rtc-error.ts';
import type { Connection } from '../leg/connection.ts';
import type { EndReason } from '../model/session-state.ts';
import type { Store } from '../state/store.ts';
import { reduceTwoLegs } from '../state/two-legs.ts';
import type { Call } from './call.ts';
import { endError } from './end-error.ts';
import type { LegOptions, Legs } from './legs.ts';

/** Opens and closes another leg beside the one that carries the call. */
export interface SecondLeg {
  /**
   * Joins over another vendor, whose code is loaded, within so many milliseconds. Resolves with the number of the new leg; rejects as
   * `join` does, and `invalid-state` without a call or where the vendor does not allow one user twice. The call goes on untouched then.
   */
  add(adapter: RtcAdapter, options: LegOptions, ms: number): Promise<number>;
  /** Closes one of two legs: people and sources that the other one has stay as they are. */
  close(leg: number, reason: EndReason, error?: RtcError): Promise<void>;
  /**
   * Another leg is to take over, or may: a leg that ends meanwhile stays in the state as one that is interrupted, so that nobody is lost
   * before they are found on the other one. Returns what ends that: what is dead is closed then, or the call ends as the leg did.
   */
  expectTakeover(): () => void;
  /** Tells whether the vendor of a leg that is still in the state has ended it. */
  isDead(leg: number): boolean;
}

/** The parts that a second leg works with. */
export interface SecondLegPort {
  readonly store: Store;
  readonly legs: Legs;
  readonly call: Pick<Call, 'end'>;
}

const known = new WeakMap<Legs, SecondLeg>();

/** Lets the call of a session have two legs. Nothing else knows of this: a call with one ships none of it. */
export function secondLegOf(port: SecondLegPort): SecondLeg {
  const made = known.get(port.legs) ?? createSecondLeg(port);
  known.set(port.legs, made);
  return made;
}

function createSecondLeg({ store, legs, call }: SecondLegPort): SecondLeg {
  const { connections } = legs;
  /** The legs that ended while another one was to take over, and how. */
  const dead = new Map<number, { readonly reason: EndReason; readonly error: RtcError | undefined }>();
  let expecting = 0;
  store.extend({ reduce: reduceTwoLegs });
  /** Tells whether the call goes on without a leg: another one that is still joining does not carry it. */
  const isSpare = (leg: number): boolean =>
    store.state.legs.has(leg) && [...store.state.legs.keys()].some((each) => each !== leg && !dead.has(each));

  async function close(leg: number, reason: EndReason, error?: RtcError): Promise<void> {
    const connection = connections.get(leg);
    if (!isSpare(leg)) return;
    // The state first: what the other leg has is shown from there before anything is taken away.
    store.dispatch({ type: 'legClosed', data: { leg } });
    if (connection) await drop(connection, reason, error);
  }
  function drop(connection: Connection, reason: EndReason, error?: RtcError): Promise<void> {
    const { name } = connection.adapter;
    const message = `The connection to ${name} ended (${reason}).`;
    const { code } = endError(reason, name);
    return legs.drop(connection, error ?? new RtcError({ code, message, adapter: name }));
  }
  legs.endedOne = (leg, reason, error) => {
    const connection = connections.get(leg);
    if (!connection || reason === 'kicked') return false;
    const isNewest = leg === Math.max(...store.state.legs.keys());
    if (expecting > 0 && (!isNewest || store.state.legs.size === 1)) {
      dead.set(leg, { reason, error });
      void drop(connection, reason, error);
      store.dispatch({ type: 'connectionInterrupted', leg, data: { error } });
      return true;
    }
    if (!isSpare(leg)) return false;
    void close(leg, reason, error);
    return true;
  };
  return {
    async add(over, options, ms) {
      const { self, session } = store.state;
      const refuse = (message: string): never => {
        throw new RtcError({ code: 'invalid-state', message, adapter: over.name });
      };
      if (session.status !== 'joined' && session.status !== 'reconnecting')
        return refuse('Another connection needs a call: join first.');
      const twice = [...connections.values()].some((each) => each.adapter === over);
      const sameSeat = self?.room === options.room && self.userId === options.userId;
      if (twice && sameSeat && over.capabilities.duplicateIdentity !== 'allowed')
        return refuse(`${over.name} does not allow ${options.userId} in this room twice.`);
      return (await legs.join(over, options, { attempt: new AbortController(), ms })).leg.generation;
    },
    close,
    expectTakeover() {
      expecting += 1;
      let over = false;
      return () => {
        if (over) return;
        over = true;
        expecting -= 1;
        for (const [leg, { reason, error }] of dead) {
          if (isSpare(leg)) void close(leg, reason, error);
          else if (store.state.legs.has(leg)) void call.end(reason, { error });
          dead.delete(leg);
        }
      };
    },
    isDead: (leg) => dead.has(leg),
  };
}
