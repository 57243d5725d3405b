import type { AliEngine, AliRtcEngineEvents, AliRtcUserInfo } from '../../src/index.ts';
import type { ProbeStage, Source } from './stage.ts';

const labels: Readonly<Record<string, Source>> = {
  sophon_audio: 'microphone',
  sophon_video_camera_large: 'camera',
  sophon_video_screen_share: 'screen',
};
const types = { microphone: 0, camera: 1, screen: 2 } as const;

/** Somebody with an engine, and what it told them. */
export class Caller {
  readonly engine: AliEngine;
  /** One line for each event: its name, whom it is about, and what they publish. */
  readonly events: string[] = [];
  /** Streams that were handed over, newest last. */
  readonly streams: AliRtcEngineEvents['onMediaStreamUpdate'][] = [];
  readonly stage: ProbeStage;

  constructor(stage: ProbeStage) {
    this.stage = stage;
    this.engine = stage.engine();
    for (const name of ['onJoin', 'onLeave', 'onPublisher', 'onUnPublisher'] as const)
      this.engine.on(name, (user) => this.events.push(`${name} ${lineOf(user)}`));
    this.engine.on('onNotify', (users) => this.events.push(`onNotify ${users.map(lineOf).join('; ')}`));
    this.engine.on('onBye', ({ code }) => this.events.push(`onBye ${String(code)}`));
    this.engine.on('onError', (payload) =>
      this.events.push(
        typeof payload === 'string'
          ? 'onError text'
          : `onError ${String(Reflect.get(Object(payload), 'errorCode'))}`,
      ),
    );
    this.engine.on('onMediaStreamUpdate', (update) => this.streams.push(update));
  }

  static async joined(stage: ProbeStage, userId: string): Promise<Caller> {
    const caller = new Caller(stage);
    await caller.engine.joinChannel(await stage.auth(userId), userId);
    return caller;
  }

  /** Hands over tracks, and sets the flags to them. */
  give(...sources: readonly Source[]): Readonly<Record<Source, MediaStreamTrack>> {
    const tracks = {
      microphone: this.stage.track('audio'),
      camera: this.stage.track('video'),
      screen: this.stage.track('video'),
    };
    for (const source of sources) this.engine.setExternalMediaTrack(tracks[source], types[source]);
    this.want(...sources);
    return tracks;
  }

  want(...sources: readonly Source[]): void {
    this.engine.configLocalAudioPublish = sources.includes('microphone');
    this.engine.configLocalCameraPublish = sources.includes('camera');
    this.engine.configLocalScreenPublish = sources.includes('screen');
  }

  /** Asks for these of somebody's. */
  wish(userId: string, ...sources: readonly Source[]): readonly boolean[] {
    return [
      this.engine.configRemoteAudio(userId, sources.includes('microphone')),
      this.engine.configRemoteCameraTrack(userId, true, sources.includes('camera')),
      this.engine.configRemoteScreenTrack(userId, sources.includes('screen')),
    ];
  }

  /** Waits for an event, given by the beginning of its line. */
  hears(line: string): Promise<void> {
    return this.stage.until(line, () => this.events.some((event) => event.startsWith(line)));
  }

  count(line: string): number {
    return this.events.filter((event) => event.startsWith(line)).length;
  }
}

function lineOf({ userId, streamConfigs }: AliRtcUserInfo): string {
  const active = streamConfigs
    .filter(({ state }) => state === 'active')
    .map(({ label, muted = false }) => `${labels[label] ?? label}${muted ? ' muted' : ''}`);
  return [userId, ...active.sort()].join(' ');
}
