import { RtcError } from '@jackfield/core/adapter';
import type * as Livekit from 'livekit-client';
import type {
  E2EEOptions,
  LocalTrack,
  RemoteParticipant,
  Room,
  RoomOptions,
  TrackPublishOptions,
} from 'livekit-client';
import type { LkEncryption, LkListeners, LkLocalTrack, LkPublish, LkRoom, LkSdk } from './port.ts';
import { whenDone } from './when-done.ts';
import { withoutListening } from './without-listening.ts';

/** The SDK as a module: what `import('livekit-client')` gives. */
export type LivekitSdk = typeof Livekit;

/** Loads the SDK on first use. Rejects `sdk-missing` where it is not there. */
export async function loadSdk(load: () => Promise<LivekitSdk>): Promise<LkSdk> {
  try {
    const sdk = await load();
    return { createRoom: (encryption) => createRoom(sdk, encryption) };
  } catch (cause) {
    throw new RtcError({
      code: 'sdk-missing',
      message:
        'livekit-client could not be loaded. Install version 2.23.0, or give `sdk` a function that loads it.',
      adapter: 'livekit',
      cause,
    });
  }
}

/** The SDK of the package that is installed beside this one, in a chunk of its own. */
export function importSdk(): Promise<LivekitSdk> {
  return import('livekit-client');
}

async function createRoom(sdk: LivekitSdk, encryption: LkEncryption | undefined): Promise<LkRoom> {
  const options: RoomOptions = {
    // Rendering is core's: the SDK would take every picture for hidden and pause it.
    adaptiveStream: false,
    dynacast: true,
    stopLocalTrackOnUnpublish: false,
    disconnectOnPageLeave: false,
    ...(encryption && { encryption: await encryptionOf(sdk, encryption) }),
  };
  const room = withoutListening(() => new sdk.Room(options));
  if (encryption) await room.setE2EEEnabled(true);
  const own = new Set<LocalTrack>();
  return {
    native: room,
    get name() {
      return room.name;
    },
    get sid() {
      return room.engine.latestJoinResponse?.room?.sid;
    },
    localParticipant: room.localParticipant,
    remoteParticipants: room.remoteParticipants,
    get activeSpeakers() {
      return room.activeSpeakers;
    },
    connect: (url, token) => connect(room, { url, token }),
    disconnect: () => room.disconnect(false),
    publish: (publication) => publish(room, sdk, publication, own),
    listen(listeners) {
      attach(room, listeners);
      return () => {
        room.removeAllListeners();
        // Measured: after a kick the SDK goes on watching what was published, every two seconds.
        for (const track of own) track.stopMonitor();
      };
    },
  };
}

async function encryptionOf(sdk: LivekitSdk, { key, worker }: LkEncryption): Promise<E2EEOptions> {
  const keyProvider = new sdk.ExternalE2EEKeyProvider();
  await keyProvider.setKey(key);
  return { keyProvider, worker };
}

async function connect(room: Room, { url, token }: { url: string; token: string }): Promise<void> {
  const { engine } = room;
  try {
    await room.connect(url, token, { autoSubscribe: false });
  } catch (error) {
    // Measured: of a join that the server refuses the SDK forgets the peer connection, which it has made for the offer
    // that goes with the request, and a timer over it, and never lets go of either.
    await engine.cleanupPeerConnections();
    engine.cleanupLossyDataStats();
    throw error;
  }
}

async function publish(
  room: Room,
  sdk: LivekitSdk,
  wanted: LkPublish,
  own: Set<LocalTrack>,
): Promise<LkLocalTrack> {
  const source =
    Object.values(sdk.Track.Source).find((word: string) => word === wanted.source) ??
    sdk.Track.Source.Unknown;
  const track =
    wanted.kind === 'audio'
      ? new sdk.LocalAudioTrack(wanted.track, undefined, true)
      : new sdk.LocalVideoTrack(wanted.track, undefined, true);
  // The vendor's types leave out `undefined` where strict optional properties need it.
  const local = track as LocalTrack;
  own.add(local);
  // Not by `mute()`, which waits its turn: the SDK's constructor would first open what it was given.
  track.isMuted = wanted.muted;
  const { maxBitrate, music } = wanted;
  await room.localParticipant.publishTrack(local, {
    source,
    name: wanted.name,
    ...(music ? { dtx: false } : {}),
    ...(maxBitrate === undefined ? {} : bitrateOf(wanted.kind, maxBitrate)),
  });
  return {
    get mediaStreamTrack() {
      return track.mediaStreamTrack;
    },
    get isMuted() {
      return track.isMuted;
    },
    mute: () => track.mute(),
    unmute: () => track.unmute(),
    replaceTrack: (next) => track.replaceTrack(next, true),
    isPublished: () =>
      [...room.localParticipant.trackPublications.values()].some((entry) => entry.track === local),
    unpublish: () => room.localParticipant.unpublishTrack(local, false),
    getRTCStatsReport: () => track.getRTCStatsReport(),
  };
}

function bitrateOf(kind: 'audio' | 'video', maxBitrate: number): TrackPublishOptions {
  return kind === 'audio' ? { audioPreset: { maxBitrate } } : { videoEncoding: { maxBitrate } };
}

function attach(room: Room, listeners: LkListeners): void {
  const { localParticipant, engine } = room;
  // The room itself does not pass this on.
  engine.on('tokenRefreshed', (token) => {
    listeners.tokenRefreshed(token);
  });
  const reconnected = whenDone(engine, () => {
    listeners.reconnected();
  });
  const remote = (participant: {
    readonly isLocal: boolean;
    readonly identity: string;
  }): RemoteParticipant | undefined =>
    participant.isLocal ? undefined : room.remoteParticipants.get(participant.identity);
  const changed = (participant: RemoteParticipant | undefined): void => {
    if (participant) listeners.participantChanged(participant);
  };
  room
    .on('participantConnected', (participant) => {
      listeners.participantConnected(participant);
    })
    .on('participantDisconnected', (participant) => {
      listeners.participantDisconnected(participant);
    })
    .on('trackPublished', (_publication, participant) => {
      changed(participant);
    })
    .on('trackUnpublished', (_publication, participant) => {
      // Also sent for somebody who is on the way out: they are no longer in the room's map.
      changed(remote(participant));
    })
    .on('trackMuted', (publication, participant) => {
      if (participant === localParticipant) listeners.localTrackMuted(publication.source, true);
      else changed(remote(participant));
    })
    .on('trackUnmuted', (publication, participant) => {
      if (participant === localParticipant) listeners.localTrackMuted(publication.source, false);
      else changed(remote(participant));
    })
    .on('participantNameChanged', (_name, participant) => {
      changed(remote(participant));
    })
    .on('participantAttributesChanged', (_changed, participant) => {
      if (participant === localParticipant) listeners.localPermissionsChanged();
      else changed(remote(participant));
    })
    .on('participantPermissionsChanged', (_before, participant) => {
      if (participant === localParticipant) listeners.localPermissionsChanged();
      else changed(remote(participant));
    })
    .on('trackSubscribed', (track, publication, participant) => {
      listeners.trackSubscribed(participant, publication, track);
    })
    .on('trackUnsubscribed', (_track, publication, participant) => {
      // Those on the way out are no longer in the room's map: their leave says it all.
      if (remote(participant) === participant) listeners.trackUnsubscribed(participant, publication);
    })
    .on('trackSubscriptionFailed', (trackSid, participant, reason) => {
      listeners.trackSubscriptionFailed(participant, trackSid, reason);
    })
    .on('localTrackUnpublished', (publication) => {
      listeners.localTrackUnpublished(publication.source);
    })
    .on('signalReconnecting', () => {
      listeners.signalReconnecting();
    })
    .on('reconnecting', () => {
      listeners.reconnecting();
    })
    .on('reconnected', reconnected)
    .on('disconnected', (reason) => {
      listeners.disconnected(reason);
    })
    .on('activeSpeakersChanged', (speakers) => {
      listeners.activeSpeakersChanged(speakers);
    })
    .on('connectionQualityChanged', (quality, participant) => {
      listeners.connectionQualityChanged(quality, participant);
    })
    .on('dataReceived', (payload, participant, _kind, topic) => {
      listeners.dataReceived(new TextDecoder().decode(payload), participant, topic);
    })
    .on('participantMetadataChanged', (_before, { identity, metadata }) => {
      listeners.vendorEvent('participantMetadataChanged', { identity, metadata });
    })
    .on('roomMetadataChanged', (metadata) => {
      listeners.vendorEvent('roomMetadataChanged', { metadata });
    })
    .on('encryptionError', (error, participant) => {
      listeners.vendorEvent('encryptionError', { error, identity: participant?.identity });
    })
    .on('recordingStatusChanged', (recording) => {
      listeners.recordingChanged(recording);
    });
}
