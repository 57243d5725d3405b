import type { LocalMedia } from '../capture/local-media.ts';
import type { Clock } from '../environment/clock.ts';
import type { DriverFact } from './create-sink.ts';
import type { Fact } from './fact.ts';
import type { LocalPublisher } from './local-publisher.ts';
import type { SessionEvent } from './machine-state.ts';
import type { Subscriptions } from './subscriptions.ts';

/** The wait before a lost publication is made anew: doubles each time, up to half a minute. */
const firstWaitMs = 250;
const longestWaitMs = 30_000;
/** How long somebody who is missing after a restart may take to be reported. */
const heldMs = 10_000;

/** What repair works with. */
export interface RepairPort {
  readonly call: { end(reason: 'connection-lost'): Promise<void> };
  readonly publisher: LocalPublisher;
  readonly subscriptions: Subscriptions;
  readonly local: LocalMedia;
  dispatch(fact: Fact): void;
  readonly clock: Clock;
  readonly reconnectMs: number;
}

/** Brings desired state back after losses, and gives a call up that does not come back. */
export class Repair {
  readonly #port: RepairPort;
  #giveUp: (() => void) | undefined;
  #again: (() => void) | undefined;
  #held: (() => void) | undefined;
  #losses = 0;

  constructor(port: RepairPort) {
    this.#port = port;
  }

  /** Applies desired state again where a fact says that it may no longer hold. */
  receive(fact: DriverFact): void {
    const { publisher, subscriptions, local } = this.#port;
    switch (fact.type) {
      case 'connectionRestored':
        if (fact.data.mode === 'restarted') subscriptions.forget();
        else subscriptions.update();
        void publisher.sync();
        if (fact.data.rosterComplete === false) this.#expectHeld();
        break;
      case 'remoteTrackLost':
        if (fact.data.repair === 'core') subscriptions.again(fact.data.remoteId);
        break;
      case 'publicationLost':
        this.#publishAgain();
        break;
      case 'localMutedByServer':
        local.mutedByServer(fact.data.source);
        break;
      case 'localUnpublishedByServer':
        local.unpublishedByServer(fact.data.source);
        break;
      default:
    }
  }

  /** The session's state decides what is waited for. */
  react({ name, event }: SessionEvent): void {
    if (name !== 'state-changed') return;
    this.#giveUp?.();
    this.#giveUp = undefined;
    if (event.state.status === 'reconnecting') {
      this.#giveUp = this.#port.clock.after(
        this.#port.reconnectMs,
        () => void this.#port.call.end('connection-lost'),
      );
    } else if (event.state.status !== 'joined') {
      this.#again?.();
      this.#held?.();
      this.#again = undefined;
      this.#losses = 0;
    }
  }

  #expectHeld(): void {
    this.#held?.();
    this.#held = this.#port.clock.after(heldMs, () => {
      this.#port.dispatch({ type: 'heldExpired', data: {} });
    });
  }

  #publishAgain(): void {
    if (this.#again) return;
    const waitMs = Math.min(firstWaitMs * 2 ** this.#losses, longestWaitMs);
    this.#losses += 1;
    this.#again = this.#port.clock.after(waitMs, () => {
      this.#again = undefined;
      void this.#port.publisher.sync();
    });
  }
}
