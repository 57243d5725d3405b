import type { RtcCapabilities } from '../model/capabilities.ts';
import type { RemoteSourceKey } from '../model/remote-source-key.ts';
import { mediaKindOf } from '../model/source-kind.ts';
import type { RemoteMedia, SoundPlayer } from '../rendering/remote-media.ts';
import { renderedFrom } from '../state/person.ts';
import type { Store } from '../state/store.ts';
import type { Legs } from './legs.ts';

/** Finds who plays a remote source: that is as the vendor of the leg does it from which the source is rendered. */
export function playerOf(
  { store: { state }, legs }: { readonly store: Store; readonly legs: Pick<Legs, 'connections'> },
  { participantId, source }: RemoteSourceKey,
): SoundPlayer {
  const person = state.people.get(participantId);
  const from = person && (renderedFrom(person, source, state.leading) ?? person.presences[0]);
  const adapter = from && legs.connections.get(from.leg)?.adapter;
  return adapter ? players[adapter.capabilities.remoteAudio] : 'element';
}

/**
 * Has every SDK that plays by itself play a source as loud as the app said, where it is rendered from there, and not at all
 * otherwise: one copy is heard.
 */
export function setVolumes(
  {
    store: { state },
    legs,
    remote,
  }: {
    readonly store: Store;
    readonly legs: Pick<Legs, 'connections'>;
    readonly remote: Pick<RemoteMedia, 'volumeOf'>;
  },
  key: RemoteSourceKey,
): void {
  if (mediaKindOf(key.source) !== 'audio') return;
  const person = state.people.get(key.participantId);
  if (!person) return;
  for (const { leg } of person.presences) {
    const sound = legs.connections.get(leg)?.sound;
    if (!sound) continue;
    const rendered = renderedFrom(person, key.source, state.leading)?.leg;
    sound.setVolume(key, rendered === undefined || rendered === leg ? remote.volumeOf(key) : 0);
  }
}

const players: Readonly<Record<RtcCapabilities['remoteAudio'], SoundPlayer>> = {
  tracks: 'element',
  'one-mix': 'mix',
  'sdk-played': 'sdk',
};
