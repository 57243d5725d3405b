import { connections } from './count-connections.ts';
import { workers } from './count-workers.ts';
import { media } from './move-media.ts';
import { captured } from './known-capture.ts';
import { setDisplayName } from '@jackfield/core/profile';
import { createSession, isRtcError, type RtcSession, type SourceKind } from '@jackfield/core';
import { moderate } from '@jackfield/core/moderation';
import { getStats } from '@jackfield/core/stats';
import { Ear, Eye, type Heard } from '@jackfield/contract/browser';
import type { Room } from 'livekit-client';
import { livekit, type LivekitModeration } from '../../src/index.ts';
import type { RigJoin } from './rig-join.ts';
import { VendorSide } from './vendor-side.ts';
import { watchSignals, type Said, type WatchedAdapter } from './watch-signals.ts';

/** The code with which something is refused, or nothing. */
async function refusalOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return isRtcError(error) ? error.code : String(error);
  }
}

type LocalName = 'camera' | 'microphone' | 'screen';

/** One session in a page. */
class Rig extends VendorSide {
  #session: RtcSession | undefined;
  readonly #states: string[] = [];
  readonly #messages: { topic: string; text: string; from: string }[] = [];
  readonly #left: string[] = [];
  readonly #vendorEvents: string[] = [];
  #watched: WatchedAdapter | undefined;
  readonly #eyes = new Map<string, { eye: Eye; element: HTMLVideoElement }>();
  readonly #ears = new Map<string, Ear>();

  /** Joins; resolves with the code of the refusal, or nothing. */
  async join(wish: RigJoin): Promise<string | undefined> {
    const { url, token, room, userId, publish = [], key, moderates = false, hue, tone } = wish;
    captured.content = { hue, tone };
    media.port = wish.mediaPort;
    captured.painting = {
      framesPerSecond: wish.framesPerSecond ?? 15,
      ...(wish.size ?? { width: 640, height: 360 }),
    };
    const watched = watchSignals(
      livekit({
        credential: () => Promise.resolve({ url, token }),
        ...(moderates && { moderate: (request) => window.moderate(request) }),
        ...(key !== undefined && {
          encryption: {
            key: () => Promise.resolve(key),
            worker: () => new Worker('/encryption-worker.js', { type: 'module' }),
          },
        }),
      }),
    );
    const session = createSession(watched.adapter);
    this.#watched = watched;
    this.#session = session;
    session.on('vendor-event', ({ name }) => this.#vendorEvents.push(name));
    session.on('state-changed', ({ state }) => {
      this.#states.push(state.status === 'ended' ? `ended: ${state.reason}` : state.status);
    });
    session.on('message-received', ({ topic, text, userId: from }) => {
      this.#messages.push({ topic, text, from });
    });
    session.on('participant-left', ({ participant }) => this.#left.push(participant.userId));
    try {
      await Promise.all(publish.map((source) => this.enable(source)));
      await session.join({ room, userId });
      return undefined;
    } catch (error) {
      return isRtcError(error) ? error.code : String(error);
    }
  }

  async enable(source: SourceKind): Promise<void> {
    if (source === 'screen') await this.#current().screen.enable({ audio: true });
    else if (source !== 'screen-audio') await this.#current()[source].enable();
  }

  mute(source: LocalName): Promise<void> {
    return this.#current()[source].mute();
  }

  unmute(source: LocalName): Promise<void> {
    return this.#current()[source].unmute();
  }

  disable(source: LocalName): Promise<void> {
    return this.#current()[source].disable();
  }

  leave(): Promise<void> {
    return this.#current().leave();
  }

  states(): readonly string[] {
    return this.#states;
  }

  left(): readonly string[] {
    return this.#left;
  }

  local(source: SourceKind): {
    muted: boolean;
    mutedBy: string | undefined;
    enabled: boolean;
    publication: string;
  } {
    const { muted, mutedBy, enabled, publication } = this.#current().snapshot.local[source];
    return { muted, mutedBy, enabled, publication: publication.status };
  }

  self(): { role: string | undefined; publish: readonly string[]; messages: boolean | undefined } {
    const self = this.#current().snapshot.self;
    return {
      role: self?.role,
      publish: self?.permissions?.publish ?? [],
      messages: self?.permissions?.sendMessages,
    };
  }

  /** The state of a subscription, or the code with which it failed. */
  subscription(userId: string, source: SourceKind): string | undefined {
    const person = [...this.#current().participants.values()].find((each) => each.userId === userId);
    const subscription = person?.sources[source]?.subscription;
    return subscription?.status === 'failed' ? subscription.error.code : subscription?.status;
  }

  people(): {
    userId: string;
    displayName: string;
    role: string | undefined;
    sources: Record<string, boolean>;
  }[] {
    return [...this.#current().participants.values()].map(({ userId, displayName, role, sources }) => ({
      userId,
      displayName,
      role,
      sources: Object.fromEntries(Object.entries(sources).map(([source, { muted }]) => [source, muted])),
    }));
  }

  async say(topic: string, text: string, to?: readonly string[]): Promise<string | undefined> {
    const ids = to?.flatMap((userId) => this.#find(userId)?.id ?? []);
    return refusalOf(this.#current().sendMessage({ topic, text, ...(ids ? { to: ids } : {}) }));
  }

  async rename(displayName: string): Promise<string | undefined> {
    return refusalOf(setDisplayName(this.#current(), displayName));
  }

  /** Asks the vendor for levels and quality, and gives what it last said by user id; the own user is "". */
  async signals(): Promise<Record<string, Said>> {
    await this.#watched?.driver()?.doSetSignals?.({ levels: true, quality: true });
    const people = [...this.room().remoteParticipants.values()];
    return Object.fromEntries(
      [...(this.#watched?.said ?? [])].map(([remoteId, said]) => [
        people.find(({ sid }) => sid === remoteId)?.identity ?? '',
        said,
      ]),
    );
  }

  /** What is sent and received, as `direction source codec`. */
  async stats(): Promise<readonly string[]> {
    const { media: streams } = await getStats(this.#current());
    return streams
      .filter(({ packets }) => packets > 0)
      .map(({ direction, source, codec }) => [direction, source, codec].join(' '))
      .sort();
  }

  /** Mutes or removes somebody, or closes the room. Resolves with the code of a refusal, or nothing. */
  async moderate(action: 'mute' | 'kick' | 'close-room', userId = ''): Promise<string | undefined> {
    const participantId = this.#find(userId)?.id ?? '';
    return refusalOf(
      moderate(
        this.#current(),
        action === 'mute'
          ? { action, participantId, source: 'microphone' }
          : action === 'kick'
            ? { action, participantId }
            : { action },
      ),
    );
  }

  can(action: Parameters<RtcSession['can']>[0]): boolean {
    return this.#current().can(action);
  }

  vendorEvents(): readonly string[] {
    return this.#vendorEvents;
  }

  error(): { code: string; cause: string } | undefined {
    const { state } = this.#current();
    if (state.status !== 'ended' || !state.error) return undefined;
    return { code: state.error.code, cause: String(state.error.cause) };
  }

  messages(): readonly { topic: string; text: string; from: string }[] {
    return this.#messages;
  }

  /** Shows somebody's picture in a tile of that width. */
  show(userId: string, source: 'camera' | 'screen', width = 640): void {
    const key = `${userId}/${source}`;
    const shown = this.#eyes.get(key);
    if (shown) shown.element.style.width = `${String(width)}px`;
    const handle = this.#current().participant(this.#find(userId)?.id ?? '');
    if (shown || !handle) return;
    const element = document.createElement('video');
    element.style.cssText = `width: ${String(width)}px; aspect-ratio: 16 / 9`;
    document.body.append(element);
    handle[source].attach(element);
    this.#eyes.set(key, { eye: new Eye(element), element });
  }

  see(
    userId: string,
    source: 'camera' | 'screen',
  ): { hue: number | undefined; frames: number; width: number } {
    if (!this.#eyes.has(`${userId}/${source}`)) this.show(userId, source);
    const eye = this.#eyes.get(`${userId}/${source}`)?.eye;
    return { hue: eye?.hue(), frames: eye?.frames ?? 0, width: eye?.size().width ?? 0 };
  }

  hear(userId: string, source: 'microphone' | 'screen-audio'): Heard {
    const handle = this.#current().participant(this.#find(userId)?.id ?? '');
    const stream = handle?.[source === 'microphone' ? 'microphone' : 'screenAudio'].mediaStream;
    const [track] = stream?.getAudioTracks() ?? [];
    if (!track) return { level: 0, tone: 0 };
    const ear = this.#ears.get(track.id) ?? new Ear(track);
    this.#ears.set(track.id, ear);
    return ear.hear();
  }

  counts(): { connections: number; captured: number; elements: number; workers: number } {
    return {
      connections: connections.open(),
      workers: workers.running(),
      captured: captured.live(),
      elements: [...this.#eyes.values()].filter(({ element }) => element.srcObject !== null).length,
    };
  }

  protected room(): Room {
    return this.#current().native as Room;
  }

  #find(userId: string): { readonly id: string } | undefined {
    return [...this.#current().participants.values()].find((entry) => entry.userId === userId);
  }

  #current(): RtcSession {
    if (!this.#session) throw new Error('This page has not joined.');
    return this.#session;
  }
}

declare global {
  interface Window {
    moderate: (request: LivekitModeration) => Promise<void>;
    rig: Rig;
  }
}

/** What the test process may call. */
export type RigMethods = Pick<Rig, keyof Rig>;

window.rig = new Rig();
