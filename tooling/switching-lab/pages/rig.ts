import { content, wakeAudio } from './known-media.ts';
import { Ear, Eye } from '@jackfield/contract/browser';
import { createSession, isRtcError, type RtcSession, type SourceKind } from '@jackfield/core';
import type { RtcAdapter } from '@jackfield/core/adapter';
import { switchAdapter, type SwitchOptions } from '@jackfield/core/switch';
import { browserEnvironment } from '@jackfield/core/testing';
import { aliyun, type AliyunCredential } from '@jackfield/adapter-aliyun';
import { livekit } from '@jackfield/adapter-livekit';
import { p2p, webSocketSignalling } from '@jackfield/adapter-p2p';
import { createListening } from './listening.ts';
import { createWatching, type Watching } from './watching.ts';

/** The vendors of this lab. */
export type VendorName = 'p2p' | 'aliyun' | 'livekit';

declare global {
  interface Window {
    rig: Rig;
    fetchAliyun(request: { room: string; userId: string }): Promise<AliyunCredential>;
    fetchLivekit(request: { room: string; userId: string }): Promise<{ url: string; token: string }>;
  }
}

/** What was seen and heard of a switch in the page that made it. */
export interface SwitchReport {
  readonly code: string;
  readonly message: string;
  readonly tookMs: number;
  /** The longest time between two frames of each picture, with the usual one. */
  readonly pictures: readonly { readonly longestMs: number; readonly usualMs: number }[];
  readonly silenceMs: number;
  readonly copies: number;
  /** What core says itself. */
  readonly told: readonly { readonly source: SourceKind; readonly gapMs: number | undefined }[];
}

const adapters: Record<VendorName, RtcAdapter> = {
  p2p: p2p({ signalling: webSocketSignalling({ url: location.hash.slice(1) }) }),
  aliyun: aliyun({ credential: ({ room, userId }) => window.fetchAliyun({ room, userId }) }),
  livekit: livekit({ credential: ({ room, userId }) => window.fetchLivekit({ room, userId }) }),
};

class Rig {
  #session: RtcSession | undefined;
  #events: string[] = [];
  readonly #views = new Map<string, { view: HTMLVideoElement; watching: Watching }>();
  readonly #eyes = new WeakMap<MediaStreamTrack, Eye>();
  readonly #ears = new WeakMap<MediaStreamTrack, Ear>();
  readonly #listening = createListening(new AudioContext());

  async join(
    vendor: VendorName,
    { room, userId, hue, tone }: { room: string; userId: string; hue: number; tone: number },
  ): Promise<void> {
    Object.assign(content, { hue, tone, screenHue: (hue + 60) % 360 });
    await wakeAudio();
    const session = createSession(adapters[vendor], {
      environment: {
        ...browserEnvironment,
        createAudioElement: () => {
          const element = browserEnvironment.createAudioElement();
          if (element instanceof HTMLAudioElement) this.#listening.adopt(element);
          return element;
        },
      },
    });
    this.#session = session;
    for (const name of ['participant-joined', 'participant-left'] as const)
      session.on(name, ({ participant }) => this.#events.push(`${name} ${participant.userId}`));
    session.on('state-changed', ({ state }) => this.#events.push(`state-changed ${state.status}`));
    session.on('participant-joined', ({ participant: { id, userId: of } }) => {
      for (const source of ['camera', 'screen'] as const) {
        const view = document.createElement('video');
        view.width = 160;
        view.height = 90;
        document.body.append(view);
        session.participant(id)?.[source].attach(view);
        this.#views.set(`${of} ${source}`, { view, watching: createWatching(view) });
      }
    });
    await session.microphone.enable();
    await session.camera.enable();
    await session.join({ room, userId, displayName: userId });
  }

  async switchTo(
    vendor: VendorName,
    options: Omit<SwitchOptions, 'signal' | 'samePerson'> = {},
  ): Promise<SwitchReport> {
    const session = this.#must();
    const shown = [...this.#views]
      .filter(([name]) => name.endsWith('camera'))
      .map(([, { watching }]) => watching);
    for (const watching of shown) watching.begin();
    this.#listening.begin();
    const from = performance.now();
    let result = { code: '', message: '', told: [] as SwitchReport['told'] };
    try {
      const { gaps } = await switchAdapter(session, adapters[vendor], {
        samePerson: (one, other) => one === other,
        deadlineMs: 30_000,
        ...options,
      });
      result = { ...result, told: gaps.map(({ source, gapMs }) => ({ source, gapMs })) };
    } catch (error) {
      result = { ...result, code: isRtcError(error) ? error.code : 'foreign', message: String(error) };
    }
    const tookMs = performance.now() - from;
    // What comes of the end of the old connections is seen too.
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { ...result, tookMs, pictures: shown.map((each) => each.end()), ...this.#listening.end() };
  }

  mute(): Promise<void> {
    return this.#must().microphone.mute();
  }
  unmute(): Promise<void> {
    return this.#must().microphone.unmute();
  }
  share(): Promise<void> {
    return this.#must().screen.enable();
  }
  leave(): Promise<void> {
    return this.#must().leave();
  }

  /** The hue of somebody's picture, as an element shows it. */
  async see(userId: string, source: 'camera' | 'screen' = 'camera'): Promise<number | undefined> {
    const stream = this.#of(userId)?.[source].mediaStream;
    const [track] = stream?.getVideoTracks() ?? [];
    if (!track) return undefined;
    const eye = this.#eyes.get(track) ?? new Eye(track);
    this.#eyes.set(track, eye);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return eye.hue();
  }

  /** Somebody's sound. */
  async hear(userId: string): Promise<{ level: number; tone: number }> {
    const [track] = this.#of(userId)?.microphone.mediaStream.getAudioTracks() ?? [];
    if (!track) return { level: 0, tone: 0 };
    const ear = this.#ears.get(track) ?? new Ear(track);
    this.#ears.set(track, ear);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return ear.hear();
  }

  /** What was told since, and who is there. */
  look(): { events: readonly string[]; people: readonly string[]; state: string } {
    const events = this.#events;
    this.#events = [];
    const session = this.#must();
    const people = [...session.participants.values()].map(({ id, userId }) => `${id} ${userId}`);
    return { events, people, state: session.state.status };
  }

  #of(userId: string) {
    const session = this.#must();
    const found = [...session.participants.values()].find((each) => each.userId === userId);
    return found && session.participant(found.id);
  }
  #must(): RtcSession {
    if (!this.#session) throw new Error('There is no session.');
    return this.#session;
  }
}

window.rig = new Rig();
