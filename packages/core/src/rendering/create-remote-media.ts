import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { mediaKindOf, type SourceKind } from '../model/source-kind.ts';
import { createMixedSounds, type SoundFactory } from './mixed-sound.ts';
import { createPageVisibility } from './page-visibility.ts';
import { createPlayGuard } from './play-guard.ts';
import { createPlayback, type SdkAudio } from './playback.ts';
import { createRemoteAudio, type RemoteAudio } from './remote-audio.ts';
import type { RemoteMedia, RemoteMediaPort, RemoteSourceKey } from './remote-media.ts';
import { createRemoteVideo, type RemoteVideo } from './remote-video.ts';
import { createSound } from './sound.ts';
import { createSpeaker } from './speaker.ts';

/** What rendering is made from. Times are in milliseconds. */
export interface RemoteMediaOptions {
  readonly environment: RtcEnvironment;
  readonly port: RemoteMediaPort;
  /** How remote sound arrives: `capabilities.remoteAudio`. */
  readonly remoteAudio: 'tracks' | 'sdk-played' | 'one-mix';
  /** The SDK's own sound output, for `sdk-played`. */
  readonly sdkAudio?: SdkAudio | undefined;
  /** Until a visible picture without a frame is attached anew, and until it is then `stalled`. 5 s where left out. */
  readonly firstFrameMs?: number | undefined;
  /** Until a camera without a new frame is `stalled`. 5 s where left out; Infinity for never. */
  readonly stallMs?: number | undefined;
  /** The same for screens: some senders send nothing while nothing moves. 20 s where left out. */
  readonly screenStallMs?: number | undefined;
  /** How long a picture must be out of sight until that is reported. 2 s where left out. */
  readonly releaseMs?: number | undefined;
}

interface RemoteMember {
  readonly audio: Map<SourceKind, RemoteAudio>;
  readonly video: Map<SourceKind, RemoteVideo>;
}

/** Makes the elements and streams of remote sources. */
export function createRemoteMedia({
  environment,
  port,
  remoteAudio,
  sdkAudio,
  firstFrameMs = 5_000,
  stallMs = 5_000,
  screenStallMs = 20_000,
  releaseMs = 2_000,
}: RemoteMediaOptions): RemoteMedia {
  const members = new Map<string, RemoteMember>();
  const page = createPageVisibility(environment);
  const speaker = createSpeaker(environment);
  const guard = createPlayGuard({
    clock: environment.clock,
    changed: (blocked) => {
      port.playbackChanged(blocked);
    },
    reportError: (error) => {
      environment.reportError(error);
    },
  });
  const play: SoundFactory = (stream, played) => createSound(stream, { environment, guard, speaker }, played);
  const soundFactories: Record<typeof remoteAudio, SoundFactory | undefined> = {
    tracks: play,
    'sdk-played': undefined,
    'one-mix': createMixedSounds({
      createSound: play,
      createMediaStream: (tracks) => environment.createMediaStream(tracks),
    }),
  };
  const soundFactory = soundFactories[remoteAudio];

  function memberOf(participantId: string): RemoteMember {
    const known = members.get(participantId);
    if (known) return known;
    const member: RemoteMember = { audio: new Map(), video: new Map() };
    members.set(participantId, member);
    return member;
  }
  function audioOf(key: RemoteSourceKey): RemoteAudio {
    const { audio } = memberOf(key.participantId);
    const known = audio.get(key.source);
    if (known) return known;
    const made = createRemoteAudio({
      stream: environment.createMediaStream(),
      createSound: soundFactory,
      renderChanged: (render) => {
        port.renderChanged(key, render);
      },
    });
    audio.set(key.source, made);
    return made;
  }
  function videoOf(key: RemoteSourceKey): RemoteVideo {
    const { video } = memberOf(key.participantId);
    const known = video.get(key.source);
    if (known) return known;
    const made = createRemoteVideo({
      environment,
      page,
      guard,
      limits: { firstFrameMs, stallMs: key.source === 'screen' ? screenStallMs : stallMs },
      releaseMs,
      renderChanged: (render) => {
        port.renderChanged(key, render);
      },
      interestChanged: (interest) => {
        port.interestChanged(key, interest);
      },
    });
    video.set(key.source, made);
    return made;
  }
  const sourceOf = (key: RemoteSourceKey): RemoteAudio | RemoteVideo =>
    mediaKindOf(key.source) === 'audio' ? audioOf(key) : videoOf(key);

  function remove(participantId: string): void {
    const member = members.get(participantId);
    members.delete(participantId);
    for (const each of member?.audio.values() ?? []) each.end();
    for (const each of member?.video.values() ?? []) each.end();
  }
  return {
    playback: createPlayback({
      guard,
      speaker,
      sdkAudio: remoteAudio === 'sdk-played' ? sdkAudio : undefined,
    }),
    streamOf: (key) => sourceOf(key).stream,
    attach(key, view) {
      if (mediaKindOf(key.source) === 'video') return videoOf(key).attach(view);
      throw new RtcError({
        code: 'invalid-argument',
        message: `A ${key.source} needs no element: sound plays by itself. Attach camera or screen.`,
      });
    },
    setTrack(key, track) {
      const source = sourceOf(key);
      source.setTrack(track);
      // An SDK begins each track at full volume.
      if (track && remoteAudio === 'sdk-played' && 'volume' in source && source.volume < 1)
        sdkAudio?.setVolume(key, source.volume);
    },
    setExpected(key, expected) {
      sourceOf(key).setExpected(expected);
    },
    volumeOf: ({ participantId, source }) => members.get(participantId)?.audio.get(source)?.volume ?? 1,
    setVolume(key, volume) {
      if (!(volume >= 0 && volume <= 1)) {
        throw new RtcError({
          code: 'invalid-argument',
          message: `A volume is a number from 0 to 1, not ${String(volume)}.`,
        });
      }
      if (remoteAudio === 'one-mix') {
        throw new RtcError({
          code: 'unsupported',
          message: 'This vendor mixes everybody into one sound: nobody has a volume of their own.',
        });
      }
      audioOf(key).setVolume(volume);
      if (remoteAudio === 'sdk-played') sdkAudio?.setVolume(key, volume);
    },
    clear(key) {
      const source = sourceOf(key);
      source.setTrack(undefined);
      source.setExpected(false);
    },
    remove,
    dispose() {
      for (const participantId of [...members.keys()]) remove(participantId);
      speaker.end();
    },
  };
}
