// The far side of some tests: the bare SDK, sharing no code with the adapter but the description of the SDK.
import 'aliyun-webrtc-sdk';
import { Ear, Eye, type Heard } from '@jackfield/contract/browser';
import type { AliRtcAuthInfo, AliRtcEngine, AliRtcEngineConstructor } from '../../src/index.ts';
import { paintHue, singTone, wakeAudio } from './known-media.ts';

declare global {
  interface Window {
    bare: Pick<Bare, 'join' | 'see' | 'hear' | 'leave' | 'info'>;
    AliRtcEngine: AliRtcEngineConstructor;
  }
}

class Bare {
  #engine: AliRtcEngine | undefined;
  readonly #eyes = new Map<string, Eye>();
  readonly #ears = new Map<string, Ear>();

  async join(auth: AliRtcAuthInfo, look: { name: string; hue: number; tone: number }): Promise<void> {
    await wakeAudio();
    const engine = new window.AliRtcEngine({ customPlay: true, isDebug: true });
    this.#engine = engine;
    engine.on('onPublisher', ({ userId }) => {
      // What fails is not seen and not heard, which is what the tests ask.
      engine.subscribe(userId).catch(() => undefined);
    });
    engine.on('onMediaStreamUpdate', ({ userId, mediaStream }) => {
      for (const track of mediaStream.getTracks()) {
        if (track.kind === 'audio') this.#ears.set(userId, new Ear(track));
        else this.#eyes.set(`${userId} ${track.id}`, new Eye(track));
      }
    });
    await engine.joinChannel(auth, look.name);
    engine.setExternalMediaTrack(singTone(look.tone).track, 0);
    engine.setExternalMediaTrack(paintHue(look.hue).track, 1);
    await engine.publish();
  }

  see(userId: string): number | undefined {
    return this.#eyes.get(`${userId} sophon_video_camera_large`)?.hue();
  }

  hear(userId: string): Heard {
    return this.#ears.get(userId)?.hear() ?? { level: 0, tone: 0 };
  }

  /** What the SDK knows of somebody. */
  info(userId: string): unknown {
    return JSON.parse(JSON.stringify(this.#engine?.getUserInfo(userId) ?? null));
  }

  async leave(): Promise<void> {
    await this.#engine?.leaveChannel();
  }
}

window.bare = new Bare();
