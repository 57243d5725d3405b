import type { LocalMedia } from '../capture/local-media.ts';
import type { Wishes } from '../leg/wishes.ts';
import type { RemoteSourceKey } from '../model/remote-source-key.ts';
import type { SourceKind } from '../model/source-kind.ts';
import type { RemoteMedia } from '../rendering/remote-media.ts';
import type { Effect, Effects } from '../state/effect.ts';
import { renderedFrom } from '../state/person.ts';
import type { Store } from '../state/store.ts';
import type { SessionTimeouts } from '../timing/timeouts.ts';
import type { Call } from './call.ts';
import { setVolumes } from './players.ts';

/** What effects work on. */
export interface EffectsPort {
  readonly store: Store;
  readonly timeouts: SessionTimeouts;
  readonly local: LocalMedia;
  readonly remote: RemoteMedia;
  readonly wishes: Wishes;
  readonly call: Call;
}

/** How long somebody who is missing after a restart may take to be reported, in milliseconds. */
const heldMs = 10_000;
/** How long somebody new on a second leg is kept back, in milliseconds. */
const waitingMs = 1_000;

/** What each effect does: the one place where it says what happens on what. Each is judged against the state of now. */
export function createEffects({
  store,
  timeouts,
  local,
  remote,
  wishes,
  call,
}: EffectsPort): (effect: Effect) => void {
  const receiverOf = (leg: number) => call.connection(leg)?.receiver;
  /** The sources that a publication carries: what a server does to it, it does to all of them. */
  const carriedBy = (leg: number, source: SourceKind) =>
    call.connection(leg)?.publisher.carriedBy(source) ?? [source];
  const timersOf = (leg: number) => call.connection(leg)?.timers;
  const table: { readonly [Name in keyof Effects]: (effect: Effects[Name]) => void } = {
    'mute-local': ({ leg, source }) => {
      for (const each of carriedBy(leg, source)) local.mutedByServer(each);
    },
    'disable-local': ({ leg, source }) => {
      for (const each of carriedBy(leg, source)) local.unpublishedByServer(each);
    },
    show(key) {
      remote.show(key, shown(store, key));
      setVolumes({ store, call, remote }, key);
    },
    forget({ participantId }) {
      if (store.state.people.has(participantId)) return;
      remote.remove(participantId);
      wishes.forget(participantId);
    },
    'forget-presence'({ leg, participantId }) {
      receiverOf(leg)?.forget(participantId);
      call.connection(leg)?.sound?.forget(participantId);
    },
    receive: ({ leg, participantId }) => receiverOf(leg)?.receive(participantId),
    'receive-again': ({ leg, participantId }) => receiverOf(leg)?.again(participantId),
    received({ leg, ...key }) {
      receiverOf(leg)?.received(key);
      call.connection(leg)?.sound?.began(key);
      setVolumes({ store, call, remote }, key);
    },
    'retry-later': ({ leg, ...key }) => receiverOf(leg)?.failed(key),
    withdraw: ({ leg, ...key }) => receiverOf(leg)?.withdrawn(key),
    restore({ leg, mode }) {
      timersOf(leg)?.cancel('give-up');
      if (mode === 'restarted') receiverOf(leg)?.anew();
      else receiverOf(leg)?.receiveAll();
      call.connection(leg)?.publisher.restored(mode);
    },
    'publish-later': ({ leg, source }) => call.connection(leg)?.publisher.lost(source),
    renew: ({ leg }) => void call.connection(leg)?.credential.renew(),
    'expire-held': ({ leg }) =>
      timersOf(leg)?.set('held', heldMs, () => {
        store.dispatch({ type: 'heldExpired', data: { leg } });
      }),
    'expire-waiting': ({ leg, remoteId }) =>
      timersOf(leg)?.set(`waiting:${remoteId}`, waitingMs, () => {
        store.dispatch({ type: 'waitingExpired', data: { leg, remoteId } });
      }),
    'give-up-later': ({ leg }) =>
      timersOf(leg)?.set('give-up', timeouts.reconnect, () => {
        call.legEnded(leg, 'connection-lost', undefined);
      }),
    'end-leg': ({ leg, reason, error }) => {
      call.legEnded(leg, reason, error);
    },
  };
  return (effect) => {
    const run = table[effect.type] as (effect: Effect) => void;
    run(effect);
  };
}

/** What there is to show of a source now; undefined where it is not published. */
function shown(
  { state }: Store,
  { participantId, source }: RemoteSourceKey,
): { readonly track: MediaStreamTrack | undefined; readonly expected: boolean } | undefined {
  const person = state.people.get(participantId);
  const told = person && renderedFrom(person, source, state.leading)?.sources[source];
  return told && { track: told.track, expected: !told.muted };
}
