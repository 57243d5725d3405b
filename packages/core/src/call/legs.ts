import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import type { JoinResult } from '../adapter/rtc-driver.ts';
import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import type { RtcError } from '../errors/rtc-error.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import type { JoinOptions } from '../face/rtc-viewer.ts';
import { createConnection, type Connection, type ConnectionOptions } from '../leg/connection.ts';
import type { DriverFact } from '../leg/create-sink.ts';
import type { Leg } from '../leg/leg.ts';
import type { Publishers } from '../leg/publishers.ts';
import type { Wishes } from '../leg/wishes.ts';
import type { QualityWishes } from '../model/quality.ts';
import type { EndReason } from '../model/session-state.ts';
import type { Fact } from '../state/fact.ts';
import type { Identity } from '../state/identity.ts';
import type { Store } from '../state/store.ts';
import { abortError, bounded } from '../timing/bounded.ts';
import type { SessionTimeouts } from '../timing/timeouts.ts';
import { endError } from './end-error.ts';

/** Opens the legs of a session, joins them and lets them go. */
export interface Legs {
  /** Those that are open, by number. */
  readonly connections: ReadonlyMap<number, Connection>;
  /**
   * Joins over a vendor whose code is loaded, within so many milliseconds: waits, bounded, for an old leg of the same vendor, and enters
   * the room. `attempt` gives it up. Rejects with the reason; nothing of the leg is left open then.
   */
  join<Native>(
    adapter: RtcAdapter<Native>,
    options: LegOptions,
    how: { readonly attempt: AbortController; readonly ms: number },
  ): Promise<Connection<Native>>;
  /** Closes a leg and lets it go in the background; the next join over the same vendor waits for that. */
  drop(connection: Connection, reason: RtcError): Promise<void>;
  /** Gives up what joins, and closes all. Resolves when every vendor has let go, or its bound has passed. */
  end(reason: RtcError): Promise<unknown>;
  /** Tells whether the call goes on without a leg that its vendor ended. Set where there may be two. */
  endedOne?: (leg: number, reason: EndReason, error: RtcError | undefined) => boolean;
  /** The page is closing: every vendor lets go at once, also those that were doing so already. */
  abandon(reason: RtcError): void;
}

/** The way in which another leg joins. */
export interface LegOptions extends JoinOptions {
  /** See {@link Identity.samePerson}. */
  readonly samePerson?: Identity['samePerson'];
  /** See {@link ConnectionOptions.withheld}. */
  readonly withheld?: ConnectionOptions<unknown>['withheld'];
}

/** The parts that legs work with. */
export interface LegsPort {
  readonly environment: RtcEnvironment;
  readonly store: Store;
  readonly timeouts: SessionTimeouts;
  readonly publishers: Publishers;
  readonly wishes: Wishes;
  /** See {@link QualityWishes}. */
  readonly quality: QualityWishes;
  /** A leg has joined: the state says so already. */
  joined(connection: Connection): void;
  /** Levels and quality of the leg that carries the call. */
  signals(leg: number, data: Extract<DriverFact, { type: 'signals' }>['data']): void;
}

/** Makes the legs of a session: none is open. */
export function createLegs(port: LegsPort): Legs {
  const { environment, store, timeouts, publishers, wishes } = port;
  const { clock } = environment;
  const connections = new Map<number, Connection>();
  let generation = 0;
  /** The previous legs by vendor, until they have let go: a zombie must not throw out its successor as a duplicate. */
  const before = new Map<string, Promise<void>>();
  /** The legs that are letting go. */
  const leaving = new Set<Leg>();
  /** Joins that go on. */
  const attempts = new Set<AbortController>();

  /** Makes a connection that reports to the store once its leg has joined, and keeps facts that come before. */
  function open<Own>(
    over: RtcAdapter<Own>,
    withheld: LegOptions['withheld'],
    ended: (reason: EndReason, error: RtcError | undefined) => void,
  ): { readonly connection: Connection<Own>; begin(result: JoinResult, identity: Identity): void } {
    generation += 1;
    const leg = generation;
    let early: Fact[] | undefined = [];
    const connection = createConnection({
      adapter: over,
      environment,
      generation: leg,
      store,
      timeouts,
      wishes,
      publishers,
      withheld,
      fact(fact) {
        if (fact.type === 'signals') port.signals(leg, fact.data);
        else if (!early) store.dispatch({ ...fact, leg });
        else if (fact.type === 'ended') ended(fact.data.reason, fact.data.error);
        // Whoever is reported before join resolves was there before.
        else if (fact.type === 'participantJoined')
          early.push({ ...fact, data: { ...fact.data, existing: true }, leg });
        else early.push({ ...fact, leg });
      },
    });
    connections.set(leg, connection);
    return {
      connection,
      begin(result, identity) {
        store.dispatch({ type: 'joinSucceeded', data: { leg, result, identity } });
        const facts = early ?? [];
        early = undefined;
        // Whoever is told of the join, or of one of these, may have ended it.
        for (const fact of facts) if (!connection.leg.signal.aborted) store.dispatch(fact);
        connection.credential.schedule(result.credentialExpiresInMs);
      },
    };
  }
  /** Waits for the last leg of the same vendor. */
  async function previous({ name }: RtcAdapter, signals: AbortSignal[]): Promise<void> {
    const bound = { clock, ms: 2 * timeouts.leave, what: 'Waiting for the last call', signals };
    await bounded(() => before.get(name) ?? Promise.resolve(), bound);
    for (const signal of signals) if (signal.aborted) throw abortError('Joining', signal);
  }
  /** Closes a leg and lets it go in the background; the next join over the same vendor waits for that. */
  function drop({ leg, end: endConnection, adapter: { name } }: Connection, reason: RtcError): Promise<void> {
    connections.delete(leg.generation);
    leaving.add(leg);
    endConnection();
    leg.close(reason);
    const gone = leg.letGo(timeouts.leave).then(() => {
      leaving.delete(leg);
      publishers.close(leg);
      if (before.get(name) === gone) before.delete(name);
    });
    before.set(name, gone);
    return gone;
  }
  async function join<Native>(
    adapter: RtcAdapter<Native>,
    options: LegOptions,
    { attempt, ms }: { readonly attempt: AbortController; readonly ms: number },
  ): Promise<Connection<Native>> {
    const { room, userId, displayName = '', role, samePerson, withheld } = options;
    const signals = options.signal ? [attempt.signal, options.signal] : [attempt.signal];
    let opened: Connection<Native> | undefined;
    attempts.add(attempt);
    try {
      await previous(adapter, signals);
      const { connection, begin } = open(adapter, withheld, (reason, error) => {
        attempt.abort(endError(reason, adapter.name, error));
      });
      opened = connection;
      const { leg, publisher } = connection;
      const { signal } = leg;
      const outgoing = publisher.outgoing();
      const codecs = adapter.capabilities.quality?.codecs ? port.quality.codecs : undefined;
      const result = await leg.join({ ms, what: 'Joining', signals }, (driver) =>
        driver.doJoin({ room, userId, displayName, role, local: outgoing, codecs, purpose: 'main', signal }),
      );
      // The call may have ended after the driver had joined and before anybody here could see it.
      for (const each of [signal, ...signals]) if (each.aborted) throw abortError('Joining', each);
      begin(result, { attested: adapter.capabilities.identity === 'attested', samePerson });
      if (signal.aborted) throw abortError('Joining', signal);
      publisher.joined(outgoing, result);
      port.joined(connection);
      return connection;
    } catch (cause) {
      const error = toRtcError(cause, { message: 'Joining failed.', adapter: adapter.name });
      if (opened && connections.has(opened.leg.generation)) void drop(opened, error);
      throw error;
    } finally {
      attempts.delete(attempt);
    }
  }
  function giveUp(reason: RtcError): void {
    for (const attempt of attempts) attempt.abort(reason);
  }

  return {
    connections,
    join,
    drop,
    end(reason) {
      giveUp(reason);
      return Promise.all([...connections.values()].map((connection) => drop(connection, reason)));
    },
    abandon(reason) {
      giveUp(reason);
      for (const leg of leaving) leg.abandon();
      leaving.clear();
      const old = [...connections.values()];
      connections.clear();
      for (const { leg, end } of old) {
        end();
        leg.close(reason);
        leg.abandon();
        publishers.close(leg);
      }
    },
  };
}
