import { mayPass } from '../errors/may-pass.ts';
import { sourceKinds } from '../model/source-kind.ts';
import type { Parts } from '../session/parts.ts';
import type { CallFact } from './call.ts';
import type { SessionEvent } from './machine-state.ts';
import { createTimers } from './timers.ts';

/** The wait before a lost publication is made anew, or tried anew: doubles each time, up to half a minute. */
const firstWaitMs = 250;
const longestWaitMs = 30_000;
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

/** Makes the repair of a session. */
export function createRepair(parts: Parts): Repair {
  const { store, timeouts } = parts;
  const timers = createTimers(parts.environment.clock);
  let losses = 0;
  function again(): void {
    if (timers.has('again')) return;
    timers.set('again', Math.min(firstWaitMs * 2 ** losses, longestWaitMs), () => void publish());
    losses += 1;
  }
  async function publish(): Promise<void> {
    await parts.publisher.sync();
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
      const { subscriptions, local } = parts;
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
        timers.set('giveUp', timeouts.reconnect, () => void parts.call.end('connection-lost'));
      } else if (status !== 'joined') {
        timers.cancel('again');
        timers.cancel('held');
        losses = 0;
      }
    },
  };
}
