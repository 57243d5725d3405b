// The far side: the bare SDK, used as the walkthrough of 2020 used it. It shares no code with the adapter but the description of the SDK.
import { content } from './devices.ts';
import { testAudio } from '@jackfield/contract/browser';
import type {
  AliRtcEngine,
  AliRtcEngineConstructor,
  AliRtcUserInfo,
  AliyunCredential,
} from '@jackfield/adapter-aliyun';
import { askCredential } from './ask-credential.ts';
import { Senses } from './senses.ts';

declare global {
  interface Window {
    AliRtcEngine: AliRtcEngineConstructor;
    far: FarMethods;
  }
}

const labels = { camera: 'sophon_video_camera_large', screen: 'sophon_video_screen_share' };

/** What a rejection of the SDK says: they come in four shapes, one of them circular. */
function wordsOf(cause: unknown): string {
  const { errorCode, code, message, description } = (cause ?? {}) as Partial<Record<string, unknown>>;
  const words = [errorCode ?? code, message ?? description].filter(
    (part) => typeof part === 'string' || typeof part === 'number',
  );
  return words.join(' ') || 'no reason';
}

class Far {
  readonly #senses = new Senses();
  readonly #videos = new Map<string, HTMLVideoElement>();
  readonly #events: string[] = [];
  #engine: AliRtcEngine | undefined;
  /** Subscriptions run one after another: two at once for one person collide (10500). */
  #subscribing: Promise<void> = Promise.resolve();

  /** Joins, with a credential of the server or the given one. Resolves with `joined` or with what the service says. */
  async join(
    who: { readonly room: string; readonly userId: string; readonly displayName: string },
    credential?: AliyunCredential,
  ): Promise<string> {
    await testAudio(window).resume();
    const { appId, channelId, userId, ...rest } = credential ?? (await askCredential(who));
    const engine = new window.AliRtcEngine({ isDebug: true });
    this.#engine = engine;
    engine.on('onPublisher', (user) => {
      this.#subscribing = this.#subscribing.then(() => this.#show(engine, user));
    });
    engine.on('onUnPublisher', ({ userId: id }) => {
      this.#events.push(`unpublished ${id}`);
    });
    engine.on('onLeave', ({ userId: id }) => {
      this.#events.push(`left ${id}`);
    });
    engine.on('onBye', ({ code }) => {
      this.#events.push(`bye ${String(code)}`);
    });
    try {
      await engine.joinChannel(
        { ...rest, appid: appId, channel: channelId, userid: userId },
        who.displayName,
      );
      return 'joined';
    } catch (cause) {
      return wordsOf(cause);
    }
  }

  async publish(look: { hue: number; tone: number }): Promise<void> {
    Object.assign(content, look, { screenHue: (look.hue + 60) % 360 });
    const video = document.createElement('video');
    document.body.append(video);
    const engine = this.#must();
    await engine.startPreview(video);
    await engine.publish();
  }

  async unPublish(): Promise<void> {
    await this.#must().unPublish();
  }

  async leave(): Promise<void> {
    await this.#engine?.leaveChannel();
  }

  hue(userId: string, source: 'camera' | 'screen'): number | undefined {
    const key = `${userId} ${source}`;
    return this.#senses.hue(key, this.#stream(key));
  }

  /** The SDK plays the sound in the camera's element, or in the screen's where there is no camera. */
  tone(userId: string): number {
    const [stream] = [`${userId} camera`, `${userId} screen`]
      .map((key) => this.#stream(key))
      .filter((found) => found?.getAudioTracks().length);
    return this.#senses.tone(userId, stream);
  }

  users(): readonly {
    readonly userId: string;
    readonly displayName: string | undefined;
    readonly streams: readonly string[];
  }[] {
    return this.#must()
      .getUserList()
      .map(({ userId, displayName, streamConfigs }) => ({
        userId,
        displayName,
        streams: streamConfigs
          .filter(({ state }) => state === 'active')
          .map(({ label, muted }) => (muted ? `${label} muted` : label)),
      }));
  }

  events(): readonly string[] {
    return this.#events;
  }

  async #show(engine: AliRtcEngine, { userId, streamConfigs }: AliRtcUserInfo): Promise<void> {
    const active = (label: string): boolean =>
      streamConfigs.some((stream) => stream.label === label && stream.state === 'active');
    this.#events.push(`published ${userId}`);
    engine.configRemoteCameraTrack(userId, true, active(labels.camera));
    engine.configRemoteScreenTrack(userId, active(labels.screen));
    try {
      await engine.subscribe(userId);
    } catch (cause) {
      this.#events.push(`not subscribed to ${userId}: ${wordsOf(cause)}`);
      return;
    }
    engine.setDisplayRemoteVideo(userId, this.#video(`${userId} camera`), 1);
    engine.setDisplayRemoteVideo(userId, this.#video(`${userId} screen`), 2);
  }

  #video(key: string): HTMLVideoElement {
    const known = this.#videos.get(key);
    if (known) return known;
    const video = document.createElement('video');
    video.autoplay = true;
    document.body.append(video);
    this.#videos.set(key, video);
    return video;
  }

  #stream(key: string): MediaStream | undefined {
    const stream = this.#videos.get(key)?.srcObject;
    return stream instanceof MediaStream ? stream : undefined;
  }

  #must(): AliRtcEngine {
    if (!this.#engine) throw new Error('Nobody has joined yet.');
    return this.#engine;
  }
}

/** What the programme calls. */
export type FarMethods = Pick<Far, Exclude<keyof Far, symbol>>;

window.far = new Far();
