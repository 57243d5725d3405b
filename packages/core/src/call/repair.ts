import type { SourceKind } from '../model/source-kind.ts';
import type { Publisher } from '../leg/publisher.ts';
import type { LocalMedia } from '../capture/local-media.ts';
import type { CallFact } from '../leg/create-sink.ts';
import type { Publishers } from '../leg/publishers.ts';
import type { Subscriptions } from '../leg/subscriptions.ts';
import type { Store } from '../state/store.ts';
import type { Clock } from '../timing/clock.ts';
import type { SessionTimeouts } from '../timing/timeouts.ts';
import type { Call } from './call.ts';
import type { SessionEvent } from '../state/machine-state.ts';
import { createTimers } from '../timing/timers.ts';

/** How long somebody who is missing after a restart may take to be reported. */
const heldMs = 10_000;

/** Brings desired state back after losses, and gives a call up that does not come back. */
export interface Repair {
  /** Applies desired state again where a fact says that it may no longer hold. */
  receive(fact: CallFact): void;
  /** The session's state decides what is waited for. */
  react(event: SessionEvent): void;
}

/** What repair works with. Read when it is needed: the parts are made one after another. */
interface RepairPort {
  readonly clock: Clock;
  readonly store: Store;
  readonly timeouts: SessionTimeouts;
  readonly local: LocalMedia;
  readonly publishers: Publishers;
  readonly subscriptions: Subscriptions;
  readonly call: Call;
}

/** Makes the repair of a session. */
export function createRepair(port: RepairPort): Repair {
  const { store, timeouts } = port;
  const timers = createTimers(port.clock);
  const carriedBy = (source: SourceKind): readonly SourceKind[] => publisher()?.carriedBy(source) ?? [source];
  const publisher = (): Publisher | undefined => port.publishers.of(port.call.active);
  return {
    receive({ type, data }) {
      const { subscriptions, local } = port;
      if (type === 'connectionRestored') {
        if (data.mode === 'restarted') subscriptions.forget();
        else subscriptions.update();
        publisher()?.restored(data.mode);
        if (data.rosterComplete === false) {
          timers.set('held', heldMs, () => {
            store.dispatch({ type: 'heldExpired', data: {} });
          });
        }
      } else if (type === 'remoteTrackLost') {
        if (data.repair === 'core') subscriptions.again(data.remoteId);
      } else if (type === 'publicationLost') {
        publisher()?.lost(data.source);
      } else if (type === 'localMutedByServer') {
        for (const source of carriedBy(data.source)) local.mutedByServer(source);
      } else if (type === 'localUnpublishedByServer') {
        for (const source of carriedBy(data.source)) local.unpublishedByServer(source);
      }
    },
    react({ name, event }) {
      if (name !== 'state-changed') return;
      timers.cancel('giveUp');
      const { status } = event.state;
      if (status === 'reconnecting') {
        timers.set('giveUp', timeouts.reconnect, () => void port.call.end('connection-lost'));
      } else if (status !== 'joined') {
        timers.cancel('held');
      }
    },
  };
}
