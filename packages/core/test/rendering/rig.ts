import { createKeepPlaying } from '../../src/elements/keep-playing.ts';
import type { RtcEnvironment, VideoView } from '../../src/environment/rtc-environment.ts';
import { createRemoteMedia, type RemoteMediaOptions } from '../../src/rendering/create-remote-media.ts';
import type { RemoteSourceKey } from '../../src/model/remote-source-key.ts';
import type { RenderState } from '../../src/model/participant.ts';
import type { SdkOutput } from '../../src/rendering/sdk-output.ts';
import type { RemoteMedia, SoundPlayer, ViewInterest } from '../../src/rendering/remote-media.ts';
import type { Detach } from '../../src/face/local-source.ts';
import { createFakeEnvironment } from '../../src/testing.ts';
import type { FakeEnvironment, FakeEnvironmentOptions, FakeMediaStreamTrack } from '../../src/testing.ts';

/** Rendering on a fake environment, and everything that it told. */
export interface RenderingRig extends FakeEnvironment {
  readonly media: RemoteMedia;
  /** `camera playing` and the like, in order. */
  readonly renders: string[];
  readonly interests: ViewInterest[];
  readonly blocked: boolean[];
  readonly interrupted: boolean[];
  /** The loudspeakers that were told, in order. */
  readonly speakers: string[];
  /** `p1 microphone 0.5` and the like, in order. */
  readonly volumes: string[];
  /** What was refused that nobody awaits. */
  readonly warnings: unknown[];
  track(kind: 'audio' | 'video'): FakeMediaStreamTrack;
  /** A published and unmuted source with a track. */
  publish(key: RemoteSourceKey): FakeMediaStreamTrack;
  attach(key: RemoteSourceKey, view?: VideoView): Detach;
}

export const camera: RemoteSourceKey = { participantId: 'p1', source: 'camera' };
export const screen: RemoteSourceKey = { participantId: 'p1', source: 'screen' };
export const otherCamera: RemoteSourceKey = { participantId: 'p2', source: 'camera' };
export const microphone: RemoteSourceKey = { participantId: 'p1', source: 'microphone' };
export const otherMicrophone: RemoteSourceKey = { participantId: 'p2', source: 'microphone' };

export function createRig(
  options: FakeEnvironmentOptions & {
    readonly wrap?: (environment: RtcEnvironment) => RtcEnvironment;
    /** Who plays the sound of a source, asked anew for each track. */
    readonly playerOf?: (key: RemoteSourceKey) => SoundPlayer;
    readonly sdkOutputs?: readonly SdkOutput[];
    readonly renderChanged?: (key: RemoteSourceKey, render: RenderState) => void;
  } & Partial<Pick<RemoteMediaOptions, 'stallMs' | 'firstFrameMs' | 'releaseMs'>> = {},
): RenderingRig {
  const { playerOf, sdkOutputs = [], stallMs, firstFrameMs, releaseMs, wrap, ...rest } = options;
  const fake = createFakeEnvironment(rest);
  const renders: string[] = [];
  const interests: ViewInterest[] = [];
  const blocked: boolean[] = [];
  const interrupted: boolean[] = [];
  const speakers: string[] = [];
  const volumes: string[] = [];
  const warnings: unknown[] = [];
  const keep = createKeepPlaying({
    environment: fake.environment,
    changed(next) {
      if (next.blocked !== (blocked.at(-1) ?? false)) blocked.push(next.blocked);
      if (next.interrupted !== (interrupted.at(-1) ?? false)) interrupted.push(next.interrupted);
    },
  });
  const media = createRemoteMedia({
    keep,
    environment: wrap?.(fake.environment) ?? fake.environment,
    stallMs,
    firstFrameMs,
    releaseMs,
    port: {
      playerOf: (key) => playerOf?.(key) ?? 'element',
      sdkOutputs: () => sdkOutputs,
      volumeChanged: (key) =>
        volumes.push(`${key.participantId} ${key.source} ${String(media.volumeOf(key))}`),
      renderChanged(key, render) {
        renders.push(`${key.source} ${render}`);
        options.renderChanged?.(key, render);
      },
      interestChanged: (_key, interest) => interests.push(interest),
      warn: (cause) => warnings.push(cause),
      speakerChanged: (id) => speakers.push(id),
    },
  });
  const track = (kind: 'audio' | 'video'): FakeMediaStreamTrack =>
    fake.tracks.create({ kind, origin: 'remote' });
  return {
    ...fake,
    media,
    renders,
    interests,
    blocked,
    interrupted,
    speakers,
    volumes,
    warnings,
    track,
    publish(key) {
      const made = track(key.source === 'microphone' || key.source === 'screen-audio' ? 'audio' : 'video');
      media.setExpected(key, true);
      media.setTrack(key, made);
      return made;
    },
    attach: (key, view = fake.elements.createView()) => media.attach(key, view),
  };
}
