import { counted, slow } from './counted.ts';
import { Ear, Eye } from '@jackfield/contract/browser';
import { createSession, isRtcError, type RtcSession } from '@jackfield/core';
import { containments } from '@jackfield/core/diagnostics';
import { getStats, watchQuality } from '@jackfield/core/stats';
import TRTC from 'trtc-sdk-v5';
import { trtc, type TrtcCredential, type TrtcInstance, type TrtcSdk } from '../../src/index.ts';

declare global {
  interface Window {
    rig: RigMethods;
    fetchCredential(request: { room: string; userId: string }): Promise<TrtcCredential>;
  }
}

type Source = 'microphone' | 'camera';
type Session = RtcSession<TrtcInstance>;

/** Sessions of one page, by the user's id. */
class Rig {
  readonly #sessions = new Map<string, Session>();
  readonly #eyes = new Map<MediaStreamTrack, Eye>();
  readonly #ears = new Map<MediaStreamTrack, Ear>();
  readonly #events: string[] = [];

  /** Joins with a session of its own, by an adapter of its own. */
  async join(userId: string, publish: readonly Source[]): Promise<string> {
    const session =
      this.#sessions.get(userId) ??
      createSession(
        trtc({ credential: ({ room, userId: who }) => window.fetchCredential({ room, userId: who }) }),
      );
    if (!this.#sessions.has(userId)) this.#watch(userId, session);
    this.#sessions.set(userId, session);
    for (const source of publish) await session[source].enable();
    return this.#outcome(session.join({ room: 'room-1', userId }));
  }

  /** Joins and leaves again and again. */
  async cycle(times: number, userId: string): Promise<string> {
    for (let round = 0; round < times; round += 1) {
      const joined = await this.join(userId, ['microphone', 'camera']);
      if (joined !== 'ok') return `${String(round)}: ${joined}`;
      await this.#must(userId).leave();
    }
    return 'ok';
  }

  /** Joins and gives that up so many milliseconds after the SDK's socket has opened. Tells how it ended. */
  async giveUp(userId: string, afterMs: number): Promise<string> {
    slow.offerMs = 100;
    const abort = new AbortController();
    const bare: unknown = TRTC;
    const create = (options: never): TrtcInstance => {
      const made = (bare as TrtcSdk).create(options);
      made.on('connection-state-changed', ({ state }) => {
        if (state === 'CONNECTED')
          setTimeout(() => {
            abort.abort();
          }, afterMs);
      });
      return made;
    };
    const { setLogLevel } = bare as TrtcSdk;
    const sdk: TrtcSdk = { create, setLogLevel: setLogLevel.bind(bare) };
    const session = createSession(
      trtc({ sdk, credential: ({ room, userId: who }) => window.fetchCredential({ room, userId: who }) }),
    );
    const { signal } = abort;
    const outcome = await this.#outcome(session.join({ room: 'room-1', userId, signal }));
    slow.offerMs = 0;
    await session.dispose();
    return outcome;
  }

  leave(userId: string): Promise<string> {
    return this.#outcome(this.#must(userId).leave());
  }

  mute(userId: string, source: Source): Promise<string> {
    return this.#outcome(this.#must(userId)[source].mute());
  }

  publication(userId: string, source: Source): string {
    return this.#must(userId)[source].state.publication.status;
  }

  events(): readonly string[] {
    return this.#events;
  }

  /** The hue of somebody's picture, and how many were seen. */
  see(userId: string, other: string): { readonly hue: number | undefined; readonly frames: number } {
    const track = this.#person(userId, other)?.camera.mediaStream.getTracks()[0];
    if (!track) return { hue: undefined, frames: 0 };
    const eye = this.#eyes.get(track) ?? new Eye(track);
    this.#eyes.set(track, eye);
    return { hue: eye.hue(), frames: eye.frames };
  }

  hear(userId: string, other: string): number {
    const track = this.#person(userId, other)?.microphone.mediaStream.getTracks()[0];
    if (!track) return 0;
    const ear = this.#ears.get(track) ?? new Ear(track);
    this.#ears.set(track, ear);
    return ear.hear().level;
  }

  /** What the statistics tell of, and whether anything was sent or received for it. */
  async stats(userId: string): Promise<readonly string[]> {
    const { media, connections } = await getStats(this.#must(userId));
    return [
      ...media.map(({ direction, source, bytes }) => `${direction} ${String(source)} ${String(bytes > 0)}`),
      ...connections.map(({ protocol }) => `over ${String(protocol)}`),
    ].sort();
  }

  /** The next word of the vendor's on the own connection. */
  quality(userId: string): Promise<string> {
    return new Promise((resolve) => {
      const stop = watchQuality(this.#must(userId), ([own]) => {
        stop();
        resolve(`${String(own?.participantId)} ${String(own?.uplink)} ${String(own?.downlink)}`);
      });
    });
  }

  /** How many elements play sound so that it can be heard. */
  audible(): number {
    return [...counted.elements].filter(
      (element) =>
        !element.paused &&
        !element.muted &&
        element.volume > 0 &&
        element.srcObject instanceof MediaStream &&
        element.srcObject.getAudioTracks().some(({ readyState }) => readyState === 'live'),
    ).length;
  }

  counts(): {
    readonly connections: number;
    readonly sockets: number;
    readonly intervals: readonly number[];
  } {
    return {
      connections: [...counted.connections].filter(({ connectionState }) => connectionState !== 'closed')
        .length,
      sockets: [...counted.sockets].filter(({ readyState }) => readyState < WebSocket.CLOSING).length,
      intervals: [...counted.intervals.values()].map(({ ms }) => ms).sort((one, other) => one - other),
    };
  }

  /** Lets every repeating timer that is left come round once. */
  comeRound(): void {
    for (const { run } of [...counted.intervals.values()]) run();
  }

  contained(userId: string): string {
    return JSON.stringify(containments(this.#must(userId)));
  }

  #watch(userId: string, session: Session): void {
    session.on('source-published', ({ participant, source }) => {
      if (source !== 'camera') return;
      const video = document.createElement('video');
      video.width = 64;
      document.body.append(video);
      session.participant(participant.id)?.camera.attach(video);
    });
    session.on('state-changed', ({ state }) => this.#events.push(`${userId} ${state.status}`));
    session.on('participant-left', ({ participant }) =>
      this.#events.push(`${userId}: ${participant.userId} left`),
    );
  }

  #must(userId: string): Session {
    const session = this.#sessions.get(userId);
    if (!session) throw new Error(`No session of ${userId} yet.`);
    return session;
  }

  #person(userId: string, other: string) {
    const session = this.#must(userId);
    const found = [...session.participants.values()].find((person) => person.userId === other);
    return found && session.participant(found.id);
  }

  async #outcome(work: Promise<unknown>): Promise<string> {
    try {
      await work;
      return 'ok';
    } catch (error) {
      return isRtcError(error) ? `${error.code}: ${error.message}` : `not an RtcError: ${String(error)}`;
    }
  }
}

/** What the test process calls. */
export type RigMethods = Pick<Rig, Exclude<keyof Rig, symbol>>;

window.rig = new Rig();
