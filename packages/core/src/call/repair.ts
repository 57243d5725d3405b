import { mayPass } from '../errors/may-pass.ts';
import { sourceKinds } from '../model/source-kind.ts';
import type { LocalMedia } from '../capture/local-media.ts';
import type { CallFact } from '../leg/create-sink.ts';
import type { LocalPublisher } from '../leg/local-publisher.ts';
import type { Subscriptions } from '../leg/subscriptions.ts';
import type { Store } from '../state/store.ts';
import { backOff } from '../timing/back-off.ts';
import type { Clock } from '../timing/clock.ts';
import type { SessionTimeouts } from '../timing/timeouts.ts';
import type { Call } from './call.ts';
import type { SessionEvent } from '../state/machine-state.ts';
import { createTimers } from '../timing/timers.ts';

/** The wait before a lost publication is made anew, or tried anew, for the first time. */
const firstWaitMs = 250;
/** How long somebody who is missing after a restart may take to be reported. */
const heldMs = 10_000;

/** Brings desired state back after losses, and gives a call up that does not come back. */
export interface Repair {
  /** Applies desired state again where a fact says that it may no longer hold. */
  receive(fact: CallFact): void;
  /** The session's state decides what is waited for. */
  react(event: SessionEvent): void;
  /**
   * Publishes what should be. Nobody but core has asked for this, so nobody but core tries again what fails and may pass, while the
   * call goes on.
   */
  publish(): Promise<void>;
}

/** What repair works with. Read when it is needed: the parts are made one after another. */
interface RepairPort {
  readonly clock: Clock;
  readonly store: Store;
  readonly timeouts: SessionTimeouts;
  readonly local: LocalMedia;
  readonly publisher: LocalPublisher;
  readonly subscriptions: Subscriptions;
  readonly call: Call;
}

/** Makes the repair of a session. */
export function createRepair(port: RepairPort): Repair {
  const { store, timeouts } = port;
  const timers = createTimers(port.clock);
  let losses = 0;
  function again(): void {
    if (timers.has('again')) return;
    timers.set('again', backOff(firstWaitMs, losses), () => void publish());
    losses += 1;
  }
  async function publish(): Promise<void> {
    await port.publisher.sync();
    const { session, local } = store.state;
    if (session.status !== 'joined') return;
    for (const source of sourceKinds) {
      const { publication } = local[source];
      if (publication.status === 'failed' && mayPass(publication.error)) again();
    }
  }
  return {
    publish,
    receive({ type, data }) {
      const { subscriptions, local } = port;
      if (type === 'connectionRestored') {
        if (data.mode === 'restarted') subscriptions.forget();
        else subscriptions.update();
        void publish();
        if (data.rosterComplete === false) {
          timers.set('held', heldMs, () => {
            store.dispatch({ type: 'heldExpired', data: {} });
          });
        }
      } else if (type === 'remoteTrackLost') {
        if (data.repair === 'core') subscriptions.again(data.remoteId);
      } else if (type === 'publicationLost') {
        again();
      } else if (type === 'localMutedByServer') local.mutedByServer(data.source);
      else if (type === 'localUnpublishedByServer') local.unpublishedByServer(data.source);
    },
    react({ name, event }) {
      if (name !== 'state-changed') return;
      timers.cancel('giveUp');
      const { status } = event.state;
      if (status === 'reconnecting') {
        timers.set('giveUp', timeouts.reconnect, () => void port.call.end('connection-lost'));
      } else if (status !== 'joined') {
        timers.cancel('again');
        timers.cancel('held');
        losses = 0;
      }
    },
  };
}
