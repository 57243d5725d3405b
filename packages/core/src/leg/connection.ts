import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import type { SourceKind } from '../model/source-kind.ts';
import type { Store } from '../state/store.ts';
import type { SessionTimeouts } from '../timing/timeouts.ts';
import { createTimers, type Timers } from '../timing/timers.ts';
import { createCredentialKeeper, type CredentialKeeper } from './credential-keeper.ts';
import type { DriverFact } from './create-sink.ts';
import { createLeg, type Leg } from './leg.ts';
import type { Publisher } from './publisher.ts';
import type { Publishers } from './publishers.ts';
import { createReceiver, type Receiver } from './receiver.ts';
import { createSdkSound, type SdkSound } from './sdk-sound.ts';
import type { Wishes } from './wishes.ts';

/** Everything of one vendor connection. Nothing outside assumes that there is only one. */
export interface Connection<Native = unknown> {
  readonly adapter: RtcAdapter<Native>;
  /** Its driver's life, and the way to call it. */
  readonly leg: Leg<Native>;
  /** The part that receives over it. */
  readonly receiver: Receiver;
  /** The part that sends over it. */
  readonly publisher: Publisher;
  /** The sound of its SDK; undefined where that plays nothing by itself. */
  readonly sound: SdkSound | undefined;
  /** Its credential. */
  readonly credential: CredentialKeeper;
  /** The waits that go on over it, by name. */
  readonly timers: Timers;
  /** Nothing is waited for any more. */
  end(): void;
}

/** The parts that a connection is made from. */
export interface ConnectionOptions<Native> {
  readonly adapter: RtcAdapter<Native>;
  readonly environment: RtcEnvironment;
  readonly generation: number;
  readonly store: Store;
  readonly timeouts: SessionTimeouts;
  readonly wishes: Wishes;
  readonly publishers: Publishers;
  /** See {@link Publishers.open}. */
  readonly withheld?: ReadonlySet<SourceKind> | undefined;
  /** A fact of the open leg. */
  fact(fact: DriverFact): void;
}

/** Makes the driver of a vendor, and what goes with it. */
export function createConnection<Native>(options: ConnectionOptions<Native>): Connection<Native> {
  const { adapter, environment, generation, store, timeouts, wishes } = options;
  const { clock } = environment;
  const leg = createLeg(adapter, environment, generation, { fact: options.fact, contain: store.contain });
  const receiver = createReceiver({
    leg,
    clock,
    store,
    wishes,
    ms: timeouts.subscribe,
    limit: adapter.limits.subscriptions ?? Infinity,
  });
  const credential = createCredentialKeeper({
    clock,
    leg,
    warn: (cause) => {
      store.warn(cause, 'The credential could not be renewed.');
    },
  });
  const publisher = options.publishers.open(leg, adapter, options.withheld);
  const playsItself = adapter.capabilities.remoteAudio === 'sdk-played';
  const sound = playsItself ? createSdkSound(store, leg) : undefined;
  const timers = createTimers(clock);
  return {
    adapter,
    leg,
    receiver,
    publisher,
    sound,
    credential,
    timers,
    end() {
      receiver.end();
      credential.end();
      timers.end();
    },
  };
}
