import { openConnections } from './watched-connections.ts';
import { content, wakeAudio } from './known-media.ts';
import { Ear, Eye, smallPainting, type Painting } from '@jackfield/contract/browser';
import { createSession, isRtcError, type RtcSession } from '@jackfield/core';
import { failover, followRoutes } from '@jackfield/operations/failover';
import { createRoomMoves, type RoomMoves, type RoomMoveState } from '@jackfield/operations/rooms';
import { switchAdapter } from '@jackfield/core/switch';
import { browserEnvironment } from '@jackfield/core/testing';
import { measureDelay, type Delay } from './delay.ts';
import { createListening } from './listening.ts';
import { telling } from './steps.ts';
import type { Moment, Noticed, SwitchHow, SwitchReport } from './switch-report.ts';
import { vendors, type VendorName } from './vendors.ts';
import { createTrace, type Trace } from './trace.ts';
import { createWatching, type Watching } from './watching.ts';
import { createWire, type Wire } from './wire.ts';

declare global {
  interface Window {
    rig: Rig;
    /** What the test does at a moment of a switch. */
    reached(moment: Moment): Promise<void>;
  }
}

/** Where somebody sits, and what their devices give. */
export interface Seat {
  readonly room: string;
  readonly userId: string;
  readonly hue: number;
  readonly tone: number;
  /** Pictures are small, so that many fit on one machine. */
  readonly small?: boolean;
  /** The pictures, where they are neither of 640 by 360 pixels nor small. */
  readonly painting?: Painting;
}

class Rig {
  #session: RtcSession | undefined;
  #events: string[] = [];
  readonly #views = new Map<string, { view: HTMLVideoElement; watching: Watching }>();
  readonly #ears = new WeakMap<MediaStreamTrack, Ear>();
  readonly #listening = createListening(new AudioContext());
  readonly wire: Wire = createWire();
  readonly trace: Trace = createTrace();
  #switching = new AbortController();
  #moves: RoomMoves | undefined;

  /** Joins over a vendor; where another one is named that takes over when the first one fails. */
  async join(
    vendor: VendorName,
    { room, userId, hue, tone, small = false, painting = small ? smallPainting : content.painting }: Seat,
    secondary?: VendorName,
  ): Promise<void> {
    Object.assign(content, { hue, tone, screenHue: (hue + 60) % 360, painting });
    await wakeAudio();
    const adapter = secondary
      ? failover([vendors[vendor], vendors[secondary]], { order: [vendor, secondary], interruptionMs: 3_000 })
      : vendors[vendor];
    const session = createSession(adapter, {
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
    if (secondary) followRoutes(session, adapter, { samePerson: (one, other) => one === other });
    for (const name of ['participant-joined', 'participant-left'] as const)
      session.on(name, ({ participant }) => this.#events.push(`${name} ${participant.userId}`));
    session.on('state-changed', ({ state }) =>
      this.#events.push(`state-changed ${state.status}${state.status === 'ended' ? ` ${state.reason}` : ''}`),
    );
    session.on('adapter-switch-progressed', ({ ready, wanted }) => {
      this.trace.mark(`${String(ready)} of ${String(wanted)} are there`);
    });
    session.on('adapter-switched', () => {
      this.trace.mark('the old one is left');
    });
    session.on('message-received', ({ text }) => this.#events.push(`message ${text}`));
    session.on('participant-joined', ({ participant: { id } }) => {
      for (const source of ['camera', 'screen'] as const) {
        const view = document.createElement('video');
        view.width = 160;
        view.height = 90;
        document.body.append(view);
        session.participant(id)?.[source].attach(view);
        this.#views.set(`${id} ${source}`, { view, watching: createWatching(view) });
      }
    });
    await session.microphone.enable();
    await session.camera.enable();
    await session.join({ room, userId, displayName: userId });
  }

  /** Makes the session one that moves with its room. */
  readyToMove(current: VendorName): void {
    const samePerson = (one: string, other: string): boolean => one === other;
    this.#moves = createRoomMoves(this.#must(), {
      current,
      plans: (plan) => (plan in vendors ? { adapter: vendors[plan as VendorName], samePerson } : undefined),
      authorizeMove: ({ proposedBy }) => proposedBy === 'ann',
      lingerMs: 1_000,
    });
  }
  /** Proposes that the room moves. */
  async proposeMove(plan: VendorName, deadlineMs = 30_000): Promise<RoomMoveState | undefined> {
    return this.#moves?.propose(plan, { deadlineMs });
  }
  moved(): RoomMoveState | undefined {
    return this.#moves?.state;
  }

  /** Switches. */
  async switchTo(vendor: VendorName, how: SwitchHow = {}): Promise<SwitchReport> {
    const { abortAt, tellAt, strangers = false, traced = false, ...options } = how;
    const session = this.#must();
    this.#switching = new AbortController();
    const { signal } = this.#switching;
    const reached = (moment: Moment): void => {
      this.trace.mark(moment);
      if (moment === abortAt) this.abort();
      if (moment === tellAt) void window.reached(moment);
    };
    const isFollowed = traced || [abortAt, tellAt].some((moment) => moment !== undefined);
    const next = isFollowed ? telling(vendors[vendor], reached) : vendors[vendor];
    const undo = session.on('adapter-switch-progressed', ({ ready, wanted }) => {
      if (ready === wanted) reached('all there');
    });
    const noticed = this.notice();
    const from = performance.now();
    let result = { code: '', message: '', told: [] as SwitchReport['told'] };
    try {
      const { gaps } = await switchAdapter(session, next, {
        samePerson: strangers ? undefined : (one, other) => one === other,
        deadlineMs: 30_000,
        signal,
        ...options,
      });
      result = { ...result, told: gaps.map(({ source, gapMs }) => ({ source, gapMs })) };
    } catch (error) {
      result = { ...result, code: isRtcError(error) ? error.code : 'foreign', message: String(error) };
    }
    undo();
    const tookMs = performance.now() - from;
    // What comes of the end of the old connections is seen too.
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { ...result, tookMs, ...noticed() };
  }

  /** Begins to note what is seen and heard. Returns the end of that. */
  notice(): () => Noticed {
    const shown = [...this.#views]
      .filter(([name]) => name.endsWith('camera'))
      .map(([, { watching }]) => watching);
    for (const watching of shown) watching.begin();
    this.#listening.begin();
    return () => ({ pictures: shown.map((each) => each.end()), ...this.#listening.end() });
  }

  /** What is seen and heard while nothing is done, for so many milliseconds. */
  async idle(ms: number): Promise<Noticed> {
    const noticed = this.notice();
    await new Promise((resolve) => setTimeout(resolve, ms));
    return noticed();
  }

  mute(): Promise<void> {
    return this.#must().microphone.mute();
  }
  unmute(): Promise<void> {
    return this.#must().microphone.unmute();
  }
  share(audio = false): Promise<void> {
    return this.#must().screen.enable({ audio });
  }
  isMuted(): boolean {
    return this.#must().microphone.state.muted;
  }
  delay(): Promise<Delay> {
    return measureDelay();
  }
  /** Why the call ended. */
  reason(): string | undefined {
    const { state } = this.#must();
    return state.status === 'ended' ? state.reason : undefined;
  }
  /** Gives the switch up that is under way. */
  abort(): void {
    this.#switching.abort();
  }
  say(text: string): Promise<void> {
    return this.#must().sendMessage({ topic: 'chat', text });
  }
  leave(): Promise<void> {
    return this.#must().leave();
  }

  /** Notes for how long the element that shows somebody has no new frame, by the element's own count. Returns the end of that. */
  standstill(userId: string): () => number {
    const view = this.#viewOf(userId, 'camera');
    const count = (): number | undefined => view?.getVideoPlaybackQuality().totalVideoFrames;
    let [last, since, longestMs] = [count(), performance.now(), 0];
    const handle = setInterval(() => {
      const [present, now] = [count(), performance.now()];
      if (present === last) return;
      longestMs = Math.max(longestMs, now - since);
      [last, since] = [present, now];
    }, 10);
    return () => {
      clearInterval(handle);
      return longestMs;
    };
  }

  /** The hue of somebody's picture, as the element shows it that is there for them. */
  async see(userId: string, source: 'camera' | 'screen' = 'camera'): Promise<number | undefined> {
    const view = this.#viewOf(userId, source);
    if (!view) return undefined;
    const eye = new Eye(view);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const hue = eye.hue();
    eye.stop();
    return hue;
  }

  /** Somebody's sound. */
  async hear(
    userId: string,
    source: 'microphone' | 'screenAudio' = 'microphone',
  ): Promise<{ level: number; tone: number }> {
    const [track] = this.#of(userId)?.[source].mediaStream.getAudioTracks() ?? [];
    if (!track) return { level: 0, tone: 0 };
    const ear = this.#ears.get(track) ?? new Ear(track);
    this.#ears.set(track, ear);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return ear.hear();
  }

  /** Tells which events came since, who is there, and over how many connections. */
  look(): { events: readonly string[]; people: readonly string[]; state: string; connections: number } {
    const events = this.#events;
    this.#events = [];
    const session = this.#must();
    const people = [...session.participants.values()].map(({ id, userId }) => `${id} ${userId}`);
    return { events, people, state: session.state.status, connections: openConnections().length };
  }

  #viewOf(userId: string, source: 'camera' | 'screen'): HTMLVideoElement | undefined {
    return this.#views.get(`${this.#of(userId)?.id ?? ''} ${source}`)?.view;
  }
  #of(userId: string) {
    const session = this.#must();
    const found = [...session.participants.values()].find(
      (each) => each.userId === userId || each.id === userId,
    );
    return found && session.participant(found.id);
  }
  #must(): RtcSession {
    if (!this.#session) throw new Error('There is no session.');
    return this.#session;
  }
}

window.rig = new Rig();
