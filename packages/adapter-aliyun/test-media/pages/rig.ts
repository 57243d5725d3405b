import {
  content,
  CountedPeerConnection,
  deviceCalls,
  intervals,
  openConnections,
  picker,
  refuseDevices,
  stopFromBrowser,
  wakeAudio,
} from './known-media.ts';
import { Ear, Eye, type Heard } from '@jackfield/contract/browser';
import { createSession, isRtcError, type RtcSession, type SessionTimeouts } from '@jackfield/core';
import { containments } from '@jackfield/core/diagnostics';
import { setRole } from '@jackfield/core/profile';
import { getStats, watchQuality } from '@jackfield/core/stats';
import { aliyun, type AliEngine, type AliyunCredential } from '../../src/index.ts';
import { loadSdk } from '../../src/load-sdk.ts';
import { withoutInternals } from './hide-internals.ts';

declare global {
  interface Window {
    rig: RigMethods;
    fetchCredential(request: { room: string; userId: string; reason: string }): Promise<AliyunCredential>;
  }
}

/** Who joins, and what their devices show. */
export interface RigJoin {
  readonly room: string;
  readonly userId: string;
  readonly displayName?: string;
  readonly hue: number;
  readonly tone: number;
  readonly publish: readonly ('microphone' | 'camera')[];
  readonly timeouts?: Partial<SessionTimeouts>;
  readonly profile?: 'interactive-live';
  readonly role?: string;
  /** Whether the SDK's private members are out of reach. */
  readonly internals?: 'hidden';
  /** The address of the SDK's file, where it is not the package. */
  readonly src?: string;
}

/** How a call went, plain. */
export interface Outcome {
  readonly code: string;
  readonly message: string;
}

refuseDevices();
globalThis.RTCPeerConnection = CountedPeerConnection;

type Picture = 'camera' | 'screen';

class Rig {
  #session: RtcSession<AliEngine> | undefined;
  readonly #events: string[] = [];
  readonly #eyes = new Map<string, { eye: Eye; track: MediaStreamTrack }>();
  readonly #ears = new Map<string, { ear: Ear; track: MediaStreamTrack }>();

  async join({
    room,
    userId,
    displayName,
    hue,
    tone,
    publish,
    timeouts,
    ...more
  }: RigJoin): Promise<Outcome> {
    Object.assign(content, { hue, tone, screenHue: (hue + 60) % 360 });
    await wakeAudio();
    if (!this.#session) {
      this.#session = createSession(
        aliyun({
          credential: ({ room, userId, reason }) => window.fetchCredential({ room, userId, reason }),
          profile: more.profile,
          src: more.src,
          sdk: more.internals && (async () => withoutInternals(await loadSdk())),
        }),
        { timeouts },
      );
      for (const name of ['participant-joined', 'participant-left'] as const) {
        this.#session.on(name, ({ participant }) => this.#events.push(`${name} ${participant.userId}`));
      }
      for (const name of ['source-published', 'source-unpublished', 'source-subscribed'] as const) {
        this.#session.on(name, ({ participant, source }) => {
          this.#events.push(`${name} ${participant.userId} ${source}`);
          if (name === 'source-published' && source !== 'microphone' && source !== 'screen-audio') {
            const video = document.createElement('video');
            video.width = 64;
            document.body.append(video);
            this.#picture(participant.userId, source)?.attach(video);
          }
        });
      }
      this.#session.on('subscription-failed', ({ participant, source, error }) =>
        this.#events.push(`subscription-failed ${participant.userId} ${source} ${error.message}`),
      );
      this.#session.on('warning', ({ error }) => this.#events.push(`warning ${error.code} ${error.message}`));
    }
    for (const source of publish) await this.#session[source].enable();
    return this.#outcome(this.#session.join({ room, userId, displayName, role: more.role }));
  }

  enable(source: 'microphone' | Picture): Promise<Outcome> {
    return this.#outcome(this.#must()[source].enable());
  }

  share(camera: 'keep' | 'suspend'): Promise<Outcome> {
    return this.#outcome(this.#must().screen.enable({ camera }));
  }

  setPicker(cancels: boolean): void {
    picker.cancels = cancels;
  }

  stopShareFromBrowser(): void {
    stopFromBrowser();
  }

  setDevice(hue: number): Promise<Outcome> {
    content.hue = hue;
    return this.#outcome(this.#must().camera.setDevice(`camera of ${String(hue)}`));
  }

  setRole(role: string): Promise<Outcome> {
    return this.#outcome(setRole(this.#must(), role));
  }

  /** Which sources the statistics tell of, and whether anything was sent or received for them. */
  async stats(): Promise<readonly string[]> {
    const { media } = await getStats(this.#must());
    return media.map(({ direction, source, bytes }) => `${direction} ${String(source)} ${String(bytes > 0)}`);
  }

  /** The next word of the vendor's on the own connection. */
  quality(): Promise<string> {
    return new Promise((resolve) => {
      const stop = watchQuality(this.#must(), ([own]) => {
        stop();
        resolve(`${String(own?.participantId)} ${String(own?.uplink)} ${String(own?.downlink)}`);
      });
    });
  }

  /** Joins and leaves again and again. */
  async cycle(times: number, who: { room: string; userId: string }): Promise<string> {
    for (let round = 0; round < times; round += 1) {
      const session = this.#must();
      for (const source of ['microphone', 'camera'] as const) await session[source].enable();
      const joined = await this.#outcome(session.join(who));
      if (joined.code !== 'ok') return joined.message;
      await session.leave();
    }
    return '';
  }

  disable(source: 'microphone' | Picture): Promise<Outcome> {
    return this.#outcome(this.#must()[source].disable());
  }

  mute(source: 'microphone' | 'camera'): Promise<Outcome> {
    return this.#outcome(this.#must()[source].mute());
  }

  unmute(source: 'microphone' | 'camera'): Promise<Outcome> {
    return this.#outcome(this.#must()[source].unmute());
  }

  async leave(): Promise<Outcome & { ms: number }> {
    const began = performance.now();
    const outcome = await this.#outcome(this.#must().leave());
    return { ...outcome, ms: performance.now() - began };
  }

  /** The next time that the SDK would wait 90 s for an answer to a poll, it gives its signalling up after a moment. */
  hastenLossOfSignalling(): void {
    const wait = window.setTimeout;
    const hastened = (run: () => void, ms?: number): unknown => {
      if (ms !== 90_000) return wait(run, ms);
      Object.assign(window, { setTimeout: wait });
      return wait(run, 200);
    };
    Object.assign(window, { setTimeout: hastened });
  }

  state(): string {
    const state = this.#session?.state;
    return state ? JSON.stringify(state) : '';
  }

  events(): readonly string[] {
    return this.#events;
  }

  people(): readonly { userId: string; displayName: string; sources: readonly string[] }[] {
    return [...this.#must().participants.values()].map(({ userId, displayName, sources }) => ({
      userId,
      displayName,
      sources: Object.values(sources).map(({ source, muted }) => `${source}${muted ? ' muted' : ''}`),
    }));
  }

  see(userId: string, source: Picture): { hue: number | undefined; frames: number } {
    const track = this.#picture(userId, source)?.mediaStream.getTracks()[0];
    const key = `${userId} ${source}`;
    const known = this.#eyes.get(key);
    if (!track) return { hue: undefined, frames: 0 };
    if (known?.track !== track) {
      known?.eye.stop();
      this.#eyes.set(key, { eye: new Eye(track), track });
    }
    const eye = this.#eyes.get(key)?.eye;
    return { hue: eye?.hue(), frames: eye?.frames ?? 0 };
  }

  hear(userId: string): Heard {
    const track = this.#person(userId)?.microphone.mediaStream.getTracks()[0];
    if (!track) return { level: 0, tone: 0 };
    if (this.#ears.get(userId)?.track !== track) {
      this.#ears.get(userId)?.ear.stop();
      this.#ears.set(userId, { ear: new Ear(track), track });
    }
    return this.#ears.get(userId)?.ear.hear() ?? { level: 0, tone: 0 };
  }

  /** The energy and the length of every sound that is being sent, since each sender began. */
  async sent(): Promise<{ energy: number; samplesSeconds: number }> {
    const sum = { energy: 0, samplesSeconds: 0 };
    for (const connection of openConnections) {
      for (const report of (await connection.getStats()).values()) {
        const { type, kind, totalAudioEnergy, totalSamplesDuration } = report as Record<string, unknown>;
        if (type !== 'media-source' || kind !== 'audio') continue;
        if (typeof totalAudioEnergy === 'number') sum.energy += totalAudioEnergy;
        if (typeof totalSamplesDuration === 'number') sum.samplesSeconds += totalSamplesDuration;
      }
    }
    return sum;
  }

  counts(): {
    connections: number;
    unused: number;
    intervals: number;
    elements: number;
    deviceCalls: number;
    contained: string;
  } {
    const unused = [...openConnections].filter(({ localDescription }) => !localDescription).length;
    return {
      unused,
      intervals: intervals.size,
      elements: document.querySelectorAll('audio, video').length,
      // The SDK keeps one connection per engine that never gets a description: nothing can pass through it.
      connections: [...openConnections].filter(({ localDescription }) => localDescription).length,
      deviceCalls: deviceCalls.count,
      contained: JSON.stringify(containments(this.#must())),
    };
  }

  #must(): RtcSession<AliEngine> {
    if (!this.#session) throw new Error('No session yet.');
    return this.#session;
  }

  #person(userId: string) {
    const session = this.#must();
    const found = [...session.participants.values()].find((person) => person.userId === userId);
    return found && session.participant(found.id);
  }

  #picture(userId: string, source: Picture) {
    return this.#person(userId)?.[source];
  }

  async #outcome(work: Promise<unknown>): Promise<Outcome> {
    try {
      await work;
      return { code: 'ok', message: '' };
    } catch (error) {
      return isRtcError(error)
        ? { code: error.code, message: error.message }
        : { code: 'not an RtcError', message: String(error) };
    }
  }
}

/** What the test process calls. */
export type RigMethods = Pick<Rig, Exclude<keyof Rig, symbol>>;

window.rig = new Rig();
