// Somebody who uses the bare SDK, sharing no code with the adapter but the description of the SDK.
import type { FarSide, FarSideInit, Side } from '@jackfield/contract';
import { Ear, Eye, makeFarTrack, pause, type MadeTrack } from '@jackfield/contract/browser';
import type { SourceKind } from '@jackfield/core';
import type { TrtcEnterRoom, TrtcInstance, TrtcSdk } from '../../src/index.ts';

const slots = ['microphone', 'camera', 'screen'] as const;
type Slot = (typeof slots)[number];
const mediaTypes: Readonly<Partial<Record<string, Slot>>> = {
  audio: 'microphone',
  video: 'camera',
  screen: 'screen',
};

/** So long is looked for something that arrives, milliseconds. */
const lookMs = 1_200;
const stepMs = 60;
/** The quietest that counts as something. */
const audible = 0.005;
/** How long a publication may take, milliseconds. */
const publishedMs = 8_000;

/** What a world gives somebody who joins. */
export interface BareMemberInit extends FarSideInit {
  /** What the SDK's `enterRoom` takes. */
  readonly entry: TrtcEnterRoom;
  /** Cuts them off, and the service notices that they are gone. */
  noticed(): Promise<void>;
}

/** Joins with an instance of their own, in the page around the sides. */
export async function joinBare(who: BareMemberInit): Promise<BareMember> {
  // The adapter's description of it stands for its types, whose enums nobody outside can name.
  const sdk = (await import('trtc-sdk-v5')) as { readonly default: unknown };
  const TRTC = sdk.default as TrtcSdk;
  TRTC.setLogLevel(5, false);
  const instance = TRTC.create({ enableAutoPlayDialog: false, enableVolumeControlInIOS: true });
  const member = new BareMember(instance, who);
  await member.enter();
  return member;
}

/** A far side over the bare SDK. It tells of its mutes in the words that docs/trtc.md gives for bare clients. */
export class BareMember implements FarSide {
  readonly userId: string;
  readonly #instance: TrtcInstance;
  readonly #who: BareMemberInit;
  readonly #made = new Map<Slot, MadeTrack>();
  readonly #muted = new Set<Slot>();
  readonly #started = new Set<Slot>();
  #drawing = false;
  #gone = false;

  constructor(instance: TrtcInstance, who: BareMemberInit) {
    this.#instance = instance;
    this.#who = who;
    this.userId = who.userId;
    instance.on('publish-state-changed', ({ mediaType, state }) => {
      const slot = mediaTypes[mediaType];
      if (slot && state === 'started') this.#started.add(slot);
      if (slot && state === 'stopped') this.#started.delete(slot);
    });
    instance.on('remote-user-enter', () => {
      this.#tellMuted();
    });
  }

  async enter(): Promise<void> {
    await this.#instance.enterRoom(this.#who.entry);
    for (const source of this.#who.sources ?? []) await this.publish(source);
  }

  async publish(source: SourceKind, { muted = false }: { readonly muted?: boolean } = {}): Promise<void> {
    if (!isSlot(source)) throw new RangeError(`The SDK has no ${source}.`);
    const made = makeFarTrack(window, this.#who, source);
    this.#made.set(source, made);
    this.#draw();
    if (muted) {
      this.#muted.add(source);
      this.#tellMuted();
    }
    const { track } = made;
    if (source === 'microphone')
      await this.#instance.startLocalAudio({ mute: muted, option: { audioTrack: track } });
    else if (source === 'camera')
      await this.#instance.startLocalVideo({ mute: muted, option: { videoTrack: track } });
    else await this.#instance.startScreenShare({ option: { videoTrack: track } });
    for (let ms = 0; ms < publishedMs && !this.#started.has(source); ms += stepMs) await pause(stepMs);
    if (!this.#started.has(source)) throw new Error(`The SDK does not publish the ${source}.`);
  }

  async unpublish(source: SourceKind): Promise<void> {
    if (!isSlot(source)) return;
    if (source === 'microphone') await this.#instance.stopLocalAudio();
    else if (source === 'camera') await this.#instance.stopLocalVideo();
    else await this.#instance.stopScreenShare();
    if (this.#muted.delete(source)) this.#tellMuted();
    this.#made.get(source)?.stop();
    this.#made.delete(source);
  }

  async setMuted(source: SourceKind, muted: boolean): Promise<void> {
    if (source !== 'microphone' && source !== 'camera')
      throw new RangeError(`The SDK cannot mute a ${source}.`);
    if (muted) {
      this.#muted.add(source);
      this.#tellMuted();
    }
    await (source === 'microphone'
      ? this.#instance.updateLocalAudio({ mute: muted })
      : this.#instance.updateLocalVideo({ mute: muted }));
    if (!muted) {
      this.#muted.delete(source);
      this.#tellMuted();
    }
  }

  /** Tells whether somebody who came as still draws now. */
  draw(drawing: boolean): void {
    this.#drawing = drawing;
    this.#draw();
  }

  sendMessage({ topic, text }: { readonly topic: string; readonly text: string }): Promise<void> {
    this.#send(1, `${topic}\0${text}`);
    return Promise.resolve();
  }

  async leave(): Promise<void> {
    if (this.#gone) return;
    this.#gone = true;
    for (const slot of [...this.#made.keys()]) await this.unpublish(slot);
    await this.#instance.exitRoom();
    this.#instance.destroy();
  }

  async crash(): Promise<void> {
    await this.#who.noticed();
  }

  async receives({ userId }: Side, source: SourceKind): Promise<boolean> {
    const sound = source === 'microphone';
    if (sound) await this.#instance.muteRemoteAudio(userId, false);
    else
      await this.#instance.startRemoteVideo({ userId, streamType: streamOf(source) }).catch(() => undefined);
    let track: MediaStreamTrack | null = null;
    for (let ms = 0; ms < lookMs && !track; ms += stepMs) {
      track = sound
        ? this.#instance.getAudioTrack({ userId })
        : this.#instance.getVideoTrack({ userId, streamType: streamOf(source) });
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

  interrupt(): Promise<never> {
    return never();
  }

  restore(): Promise<never> {
    return never();
  }

  #tellMuted(): void {
    if (!this.#gone) this.#send(10, JSON.stringify({ muted: [...this.#muted] }));
  }

  #send(cmdId: number, text: string): void {
    this.#instance.sendCustomMessage({ cmdId, data: new TextEncoder().encode(text).buffer });
  }

  #draw(): void {
    for (const made of this.#made.values()) made.setStill(this.#who.still === true && !this.#drawing);
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

function streamOf(source: SourceKind): 'main' | 'sub' {
  return source === 'screen' ? 'sub' : 'main';
}

function isSlot(source: SourceKind): source is Slot {
  return slots.some((slot) => slot === source);
}

function never(): Promise<never> {
  return Promise.reject(new Error('The cannot list says so.'));
}
