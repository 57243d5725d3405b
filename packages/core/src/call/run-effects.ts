import type { LocalMedia } from '../capture/local-media.ts';
import type { RtcError } from '../errors/rtc-error.ts';
import type { Wishes } from '../leg/wishes.ts';
import type { RemoteSourceKey } from '../model/remote-source-key.ts';
import type { EndReason } from '../model/session-state.ts';
import type { SourceKind } from '../model/source-kind.ts';
import type { RemoteMedia } from '../rendering/remote-media.ts';
import type { Effect, Effects } from '../state/effect.ts';
import { renderedFrom } from '../state/person.ts';
import type { Store } from '../state/store.ts';
import type { SessionTimeouts } from '../timing/timeouts.ts';
import type { Call } from './call.ts';
import type { Legs } from './legs.ts';
import { setVolumes } from './players.ts';

/** The parts that effects work on. */
export interface EffectsPort {
  readonly store: Store;
  readonly timeouts: SessionTimeouts;
  readonly local: Pick<LocalMedia, 'mutedByServer' | 'unpublishedByServer'>;
  readonly remote: RemoteMedia;
  readonly wishes: Wishes;
  readonly call: Pick<Call, 'end'>;
  readonly legs: Pick<Legs, 'connections' | 'endedOne'>;
}

/** The time that somebody who is missing after a restart may take to be reported, in milliseconds. */
const heldMs = 10_000;
/** The time for which somebody new on a second leg is kept back, in milliseconds. */
const waitingMs = 1_000;

/** Makes the table that says what each effect does: the one place where it says what happens on what. Each is judged against the state of now. */
export function createEffects({
  store,
  timeouts,
  local,
  remote,
  wishes,
  call,
  legs,
}: EffectsPort): (effect: Effect) => void {
  const { connections } = legs;
  const receiverOf = (leg: number) => connections.get(leg)?.receiver;
  const publisherOf = (leg: number) => connections.get(leg)?.publisher;
  const timersOf = (leg: number) => connections.get(leg)?.timers;
  /** The sources that a publication carries: what a server does to it, it does to all of them. */
  const carriedBy = (leg: number, source: SourceKind) => publisherOf(leg)?.carriedBy(source) ?? [source];
  /** A vendor ended its leg. The call goes on where another leg does, unless somebody was thrown out. */
  function ended(leg: number, reason: EndReason, error: RtcError | undefined): void {
    if (connections.has(leg) && !legs.endedOne?.(leg, reason, error)) void call.end(reason, { error });
  }
  const table: { readonly [Name in keyof Effects]: (effect: Effects[Name]) => void } = {
    'mute-local': ({ leg, source }) => {
      for (const each of carriedBy(leg, source)) local.mutedByServer(each);
    },
    'disable-local': ({ leg, source }) => {
      for (const each of carriedBy(leg, source)) local.unpublishedByServer(each);
    },
    show(key) {
      remote.show(key, shown(store, key));
      setVolumes({ store, legs, remote }, key);
    },
    forget({ participantId }) {
      if (store.state.people.has(participantId)) return;
      remote.remove(participantId);
      wishes.forget(participantId);
    },
    'forget-presence'({ leg, participantId }) {
      receiverOf(leg)?.forget(participantId);
      connections.get(leg)?.sound?.forget(participantId);
    },
    receive: ({ leg, participantId }) => receiverOf(leg)?.receive(participantId),
    'receive-again': ({ leg, participantId }) => receiverOf(leg)?.again(participantId),
    received({ leg, ...key }) {
      receiverOf(leg)?.received(key);
      connections.get(leg)?.sound?.began(key);
      setVolumes({ store, legs, remote }, key);
    },
    'retry-later': ({ leg, ...key }) => receiverOf(leg)?.failed(key),
    withdraw: ({ leg, ...key }) => receiverOf(leg)?.withdrawn(key),
    restore({ leg, mode }) {
      timersOf(leg)?.cancel('give-up');
      if (mode === 'restarted') receiverOf(leg)?.anew();
      else receiverOf(leg)?.receiveAll();
      publisherOf(leg)?.restored(mode);
    },
    'publish-later': ({ leg, source }) => publisherOf(leg)?.lost(source),
    renew: ({ leg }) => void connections.get(leg)?.credential.renew(),
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
        ended(leg, 'connection-lost', undefined);
      }),
    'end-leg': ({ leg, reason, error }) => {
      ended(leg, reason, error);
    },
  };
  return (effect) => {
    const run = table[effect.type] as (effect: Effect) => void;
    run(effect);
  };
}

/** Returns what there is to show of a source now; undefined where it is not published. */
function shown(
  { state }: Store,
  { participantId, source }: RemoteSourceKey,
): { readonly track: MediaStreamTrack | undefined; readonly expected: boolean } | undefined {
  const person = state.people.get(participantId);
  const told = person && renderedFrom(person, source, state.leading)?.sources[source];
  return told && { track: told.track, expected: !told.muted };
}
