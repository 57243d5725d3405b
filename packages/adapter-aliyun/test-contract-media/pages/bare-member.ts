// Somebody who uses the bare SDK, sharing no code with the adapter but the description of the SDK.
import 'aliyun-webrtc-sdk';
import type { FarSide, FarSideInit, Side } from '@jackfield/contract';
import { Ear, Eye, makeFarTrack, pause, type MadeTrack } from '@jackfield/contract/browser';
import type { SourceKind } from '@jackfield/core';
import type { AliRtcAuthInfo, AliRtcEngine } from '../../src/index.ts';

/** The SDK's engine, and its one private part that a crash needs. */
interface BareEngine extends AliRtcEngine {
  readonly _signalingManager?: { stop(): void };
}

const slots = ['microphone', 'camera', 'screen'] as const;
type Slot = (typeof slots)[number];
const labels = { microphone: 'sophon_audio', camera: 'sophon_video_camera_large' } as const;

/** So long is looked for something that arrives, milliseconds. */
const lookMs = 1_200;
const stepMs = 60;
/** The quietest and darkest that counts as something. */
const audible = 0.005;

/** What a world gives somebody who joins. */
export interface BareMemberInit extends FarSideInit {
  /** What the SDK's `joinChannel` takes. */
  readonly auth: AliRtcAuthInfo;
  /** The service notices that they are gone. */
  noticed(): Promise<void>;
}

/** Joins with an engine of their own, in the page around the sides. */
export async function joinBare(who: BareMemberInit): Promise<BareMember> {
  const Engine = Reflect.get(window, 'AliRtcEngine') as new (options: object) => BareEngine;
  const member = new BareMember(new Engine({ customPlay: true, isDebug: true }), who);
  await member.enter();
  return member;
}

/** A far side over the bare SDK. */
export class BareMember implements FarSide {
  readonly userId: string;
  readonly #engine: BareEngine;
  readonly #who: BareMemberInit;
  readonly #published = new Set<Slot>();
  readonly #received = new Map<string, MediaStream>();
  #made: readonly MadeTrack[] = [];
  #gone = false;

  constructor(engine: BareEngine, who: BareMemberInit) {
    this.#engine = engine;
    this.#who = who;
    this.userId = who.userId;
    engine.on('onMediaStreamUpdate', ({ userId, mediaStream }) => this.#received.set(userId, mediaStream));
  }

  async enter(): Promise<void> {
    const { auth, displayName, userId, sources = [] } = this.#who;
    await this.#engine.joinChannel(auth, displayName ?? userId);
    for (const source of sources) if (isSlot(source)) this.#published.add(source);
    await this.#publish();
  }

  async publish(source: SourceKind, { muted = false }: { readonly muted?: boolean } = {}): Promise<void> {
    if (!isSlot(source)) throw new RangeError(`The SDK has no ${source}.`);
    this.#published.add(source);
    await this.#publish();
    if (muted) await this.setMuted(source, true);
  }

  async unpublish(source: SourceKind): Promise<void> {
    if (isSlot(source)) this.#published.delete(source);
    if (this.#published.size > 0) await this.#publish();
    else await this.#withdraw();
  }

  setMuted(source: SourceKind, muted: boolean): Promise<void> {
    const told =
      source === 'microphone' ? this.#engine.muteLocalMic(muted, true) : this.#engine.muteLocalCamera(muted);
    return told ? Promise.resolve() : Promise.reject(new Error(`The ${source} cannot be muted.`));
  }

  /** Whether somebody who came as still draws now. */
  draw(drawing: boolean): void {
    for (const made of this.#made) made.setStill(this.#who.still === true && !drawing);
  }

  async leave(): Promise<void> {
    // Of an engine that no longer polls a leave never settles.
    if (this.#gone) return;
    this.#gone = true;
    await this.#engine.leaveChannel();
    this.#stop();
  }

  async crash(): Promise<void> {
    this.#gone = true;
    this.#engine._signalingManager?.stop();
    this.#stop();
    await this.#who.noticed();
  }

  async receives({ userId }: Side, source: SourceKind): Promise<boolean> {
    await this.#engine.subscribe(userId);
    const label = source === 'microphone' || source === 'camera' ? labels[source] : undefined;
    let track: MediaStreamTrack | undefined;
    for (let ms = 0; ms < lookMs && !track; ms += stepMs) {
      track = this.#received
        .get(userId)
        ?.getTracks()
        .find(({ id }) => id === label);
      await pause(stepMs);
    }
    return track ? arrives(track) : false;
  }

  replaceTrack(): Promise<never> {
    return never();
  }

  rename(): Promise<never> {
    return never();
  }

  sendMessage(): Promise<never> {
    return never();
  }

  interrupt(): Promise<never> {
    return never();
  }

  restore(): Promise<never> {
    return never();
  }

  async #publish(): Promise<void> {
    if (this.#published.size === 0) return;
    if (this.#made.length === 0) {
      // All three from the first publication: what was not there then is never added.
      const tone = makeFarTrack(window, this.#who, 'microphone');
      const picture = makeFarTrack(window, this.#who, 'camera');
      const screen = makeFarTrack(window, this.#who, 'screen');
      this.#made = [tone, picture, screen];
      this.#engine.setExternalMediaTrack(tone.track, 0);
      this.#engine.setExternalMediaTrack(picture.track, 1);
      this.#engine.setExternalMediaTrack(screen.track, 2);
      this.draw(false);
    }
    this.#engine.configLocalAudioPublish = this.#published.has('microphone');
    this.#engine.configLocalCameraPublish = this.#published.has('camera');
    this.#engine.configLocalScreenPublish = this.#published.has('screen');
    await this.#engine.publish();
  }

  async #withdraw(): Promise<void> {
    await this.#engine.unPublish();
    this.#stop();
  }

  #stop(): void {
    for (const made of this.#made) made.stop();
    this.#made = [];
  }
}

async function arrives(track: MediaStreamTrack): Promise<boolean> {
  if (track.kind === 'video') {
    const eye = new Eye(track);
    for (let ms = 0; ms < lookMs && eye.hue() === undefined; ms += stepMs) await pause(stepMs);
    const seen = eye.hue() !== undefined;
    eye.stop();
    return seen;
  }
  const ear = new Ear(track);
  // What was on its way when it was muted is over by then.
  await pause(lookMs / 2);
  let heard = false;
  for (let ms = 0; ms < lookMs && !heard; ms += stepMs) {
    heard = ear.hear().level > audible;
    await pause(stepMs);
  }
  ear.stop();
  return heard;
}

function isSlot(source: SourceKind): source is Slot {
  return slots.some((slot) => slot === source);
}

function never(): Promise<never> {
  return Promise.reject(new Error('The cannot list says so.'));
}
