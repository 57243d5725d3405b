import type { KeepPlaying } from '../elements/keep-playing.ts';
import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import { describe } from '../errors/check-options.ts';
import { RtcError } from '../errors/rtc-error.ts';
import type { RenderState } from '../model/participant.ts';
import { mediaKindOf, sourceKinds, type SourceKind } from '../model/source-kind.ts';
import { createMixedSounds, type SoundFactory } from './mixed-sound.ts';
import { createOutputs } from './outputs.ts';
import { createPlayback } from './playback.ts';
import { createRemoteAudio, type RemoteAudio } from './remote-audio.ts';
import type { RemoteSourceKey } from '../model/remote-source-key.ts';
import type { RemoteMedia, RemoteMediaPort, SoundPlayer } from './remote-media.ts';
import { createRemoteVideo, type RemoteVideo } from './remote-video.ts';
import { createSound } from './sound.ts';
import { createSpeaker } from './speaker.ts';
import { checkView } from '../elements/view-owner.ts';

/** The parts that rendering is made from. Times are in milliseconds. */
export interface RemoteMediaOptions {
  readonly environment: RtcEnvironment;
  readonly port: RemoteMediaPort;
  /** Plays elements, and knows which ones stand still. */
  readonly keep: KeepPlaying;
  /** Until a visible picture without a frame is attached anew, and until it is then `stalled`. 5 s where left out. */
  readonly firstFrameMs?: number | undefined;
  /** Until a camera without a new frame is `stalled`. 5 s where left out; Infinity for never. */
  readonly stallMs?: number | undefined;
  /** The same for screens: some senders send nothing while nothing moves. 20 s where left out. */
  readonly screenStallMs?: number | undefined;
  /** The time that a picture must be out of sight until that is reported. 2 s where left out. */
  readonly releaseMs?: number | undefined;
}

/** Makes the elements and streams of remote sources. */
export function createRemoteMedia({
  environment,
  port,
  keep,
  firstFrameMs = 5_000,
  stallMs = 5_000,
  screenStallMs = 20_000,
  releaseMs = 2_000,
}: RemoteMediaOptions): RemoteMedia {
  const sources = new Map<string, Partial<Record<SourceKind, RemoteAudio | RemoteVideo>>>();
  const sdkOutputs = () => port.sdkOutputs?.() ?? [];
  const playerOf = (key: RemoteSourceKey): SoundPlayer => port.playerOf?.(key) ?? 'element';
  const speaker = createSpeaker(environment, {
    sdkOutputs,
    keep,
    warn: port.warn,
    changed: port.speakerChanged,
  });
  const outputs = createOutputs();
  const play: SoundFactory = (stream, events, participantId) =>
    createSound(stream, { environment, keep, speaker, outputs, participantId }, events);
  const soundFactories: Record<SoundPlayer, SoundFactory | undefined> = {
    element: play,
    mix: createMixedSounds({
      createSound: play,
      createMediaStream: (tracks) => environment.createMediaStream(tracks),
    }),
    sdk: undefined,
  };

  const find = ({ participantId, source }: RemoteSourceKey): RemoteAudio | RemoteVideo | undefined =>
    sources.get(participantId)?.[source];

  function make(key: RemoteSourceKey): RemoteAudio | RemoteVideo {
    const renderChanged = (render: RenderState): void => {
      port.renderChanged(key, render);
    };
    if (mediaKindOf(key.source) === 'audio') {
      const stream = environment.createMediaStream();
      return createRemoteAudio({
        stream,
        soundFactory: () => soundFactories[playerOf(key)],
        participantId: key.participantId,
        solo(track, events) {
          const alone = environment.createMediaStream([track]);
          return { stream: alone, sound: play(alone, events, key.participantId) };
        },
        renderChanged,
      });
    }
    return createRemoteVideo({
      environment,
      keep,
      limits: { firstFrameMs, stallMs: key.source === 'screen' ? screenStallMs : stallMs },
      releaseMs,
      renderChanged,
      interestChanged: (interest) => {
        port.interestChanged(key, interest);
      },
    });
  }
  function sourceOf(key: RemoteSourceKey): RemoteAudio | RemoteVideo {
    const known = find(key);
    if (known) return known;
    const made = make(key);
    const { participantId, source } = key;
    sources.set(participantId, { ...sources.get(participantId), [source]: made });
    if (port.isExpected?.(key)) made.setExpected(true);
    return made;
  }
  function remove(participantId: string): void {
    const known = sources.get(participantId);
    sources.delete(participantId);
    for (const source of sourceKinds) known?.[source]?.end();
  }
  function setTrack(key: RemoteSourceKey, track: MediaStreamTrack | undefined): void {
    sourceOf(key).setTrack(track);
  }
  return {
    playback: createPlayback({ keep, speaker, sdkOutputs }),
    spoke: outputs.spoke,
    streamOf: (key) => sourceOf(key).stream,
    attach(key, view) {
      checkView(view);
      const source = mediaKindOf(key.source) === 'video' && sourceOf(key);
      if (source && 'attach' in source) return source.attach(view);
      throw new RtcError({
        code: 'invalid-argument',
        message: `A ${key.source} needs no element: sound plays by itself. Attach camera or screen.`,
      });
    },
    setTrack,
    prepare: (key, track) =>
      new Promise((resolve) => {
        const known = find(key);
        if (known && 'prepare' in known) known.prepare(track, resolve);
        else resolve();
      }),
    viewOf(key) {
      const known = find(key);
      return known && 'view' in known ? known.view : undefined;
    },
    show(key, now) {
      const known = find(key);
      if (!known && !now?.track) return;
      if (known?.track !== now?.track) setTrack(key, now?.track);
      sourceOf(key).setExpected(now?.expected ?? false);
    },
    setExpected(key, expected) {
      sourceOf(key).setExpected(expected);
    },
    volumeOf(key) {
      const source = find(key);
      return source && 'volume' in source ? source.volume : 1;
    },
    setVolume(key, volume) {
      if (typeof volume !== 'number' || !(volume >= 0 && volume <= 1)) {
        throw new RtcError({
          code: 'invalid-argument',
          message: `A volume is a number from 0 to 1, not ${describe(volume)}.`,
        });
      }
      if (playerOf(key) === 'mix') {
        throw new RtcError({
          code: 'unsupported',
          message: 'This vendor mixes everybody into one sound: nobody has a volume of their own.',
        });
      }
      const source = sourceOf(key);
      if (!('setVolume' in source)) return;
      source.setVolume(volume);
      port.volumeChanged?.(key);
    },
    clear(key) {
      const source = sourceOf(key);
      source.setTrack(undefined);
      source.setExpected(false);
    },
    remove,
    dispose() {
      for (const participantId of [...sources.keys()]) remove(participantId);
      speaker.end();
    },
  };
}
