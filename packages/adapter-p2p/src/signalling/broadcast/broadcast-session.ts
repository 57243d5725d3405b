import type { RtcError } from '@jackfield/core/adapter';
import { byeToEnd, errors } from '../../errors/map-errors.ts';
import type { MemberState, SignallingMember } from '../../protocol/member-state.ts';
import { EventHold } from '../event-hold.ts';
import type {
  SignallingListener,
  SignallingRequest,
  SignallingSession,
  SignallingWelcome,
} from '../signalling.ts';
import { parseBroadcastFrame, type BroadcastFrame } from './broadcast-frames.ts';
import { PresenceLocks, type LocksPort } from './presence-locks.ts';

/** What a session between tabs needs. */
export interface BroadcastSessionOptions {
  readonly Channel: typeof BroadcastChannel;
  readonly locks: LocksPort;
  /** How long those present have to answer, milliseconds. */
  readonly answerMs: number;
}

/** A membership among the tabs of one browser. */
export class BroadcastSession implements SignallingSession {
  /** Enters the room. */
  static async open(options: BroadcastSessionOptions, request: SignallingRequest): Promise<BroadcastSession> {
    const session = new BroadcastSession(options, request);
    await session.#enter(options.answerMs);
    return session;
  }

  readonly #request: SignallingRequest;
  readonly #channel: BroadcastChannel;
  readonly #presence: PresenceLocks;
  readonly #events = new EventHold();
  readonly #id = randomId();
  readonly #members = new Map<string, SignallingMember>();
  readonly #aborted = (): void => this.#finish();
  #state: MemberState;
  #displayName: string;
  #entered = false;
  #over = false;
  #replaced: RtcError | undefined;
  #answered: () => void = () => undefined;
  #looked: () => void = () => undefined;

  private constructor(options: BroadcastSessionOptions, request: SignallingRequest) {
    this.#request = request;
    this.#state = request.state();
    this.#displayName = request.displayName;
    this.#channel = new options.Channel(`jackfield-p2p:${request.room}`);
    this.#presence = new PresenceLocks(options.locks, request.room);
    this.#channel.addEventListener('message', (event: MessageEvent<unknown>) => {
      const frame = parseBroadcastFrame(event.data);
      if (frame && !this.#over) this.#onFrame(frame);
    });
  }

  get welcome(): SignallingWelcome {
    return { id: this.#id, members: [...this.#members.values()] };
  }

  start(listener: SignallingListener): void {
    this.#events.release(listener);
  }

  send(to: string, payload: unknown): void {
    this.#post({ type: 'signal', from: this.#id, to, payload });
  }

  publishState(state: MemberState): Promise<void> {
    this.#state = state;
    this.#post({ type: 'state', from: this.#id, state });
    return Promise.resolve();
  }

  setProfile(displayName: string): Promise<void> {
    this.#displayName = displayName;
    this.#post({ type: 'profile', from: this.#id, displayName });
    return Promise.resolve();
  }

  renew(): Promise<number | undefined> {
    return Promise.reject(unsupported('renew a credential'));
  }

  moderate(): Promise<void> {
    return Promise.reject(unsupported('moderate'));
  }

  leave(): Promise<void> {
    this.abandon();
    return Promise.resolve();
  }

  abandon(): void {
    this.#post({ type: 'leave', from: this.#id });
    this.#finish();
  }

  get #self(): SignallingMember {
    return { id: this.#id, userId: this.#request.userId, displayName: this.#displayName, state: this.#state };
  }

  async #enter(answerMs: number): Promise<void> {
    const { signal } = this.#request;
    signal.addEventListener('abort', this.#aborted, { once: true });
    try {
      if (signal.aborted) throw errors.make('aborted', 'The join was given up.');
      await this.#presence.hold(this.#id);
      // Whoever holds a lock by now has to answer; whoever comes later says hello to us.
      const expected = (await this.#presence.present()).filter((id) => id !== this.#id);
      this.#post({ type: 'hello', from: this.#id, member: this.#self });
      await this.#answers(expected, answerMs);
      if (this.#isOver()) throw this.#replaced ?? errors.make('aborted', 'The join was given up.');
      this.#entered = true;
    } catch (error) {
      this.#finish();
      throw error;
    }
  }

  /** Resolves when all have answered or are gone, or the bound has passed. */
  #answers(expected: readonly string[], answerMs: number): Promise<void> {
    return new Promise((resolve) => {
      const gone = new Set<string>();
      const cancel = this.#request.clock.after(answerMs, () => this.#answered());
      this.#answered = () => {
        this.#answered = () => undefined;
        cancel();
        resolve();
      };
      const look = (): void => {
        const complete = expected.every((id) => this.#members.has(id) || gone.has(id));
        if (complete || this.#over) this.#answered();
      };
      this.#looked = look;
      for (const id of expected) {
        this.#presence.watch(id, () => {
          gone.add(id);
          this.#gone(id);
          look();
        });
      }
      look();
    });
  }

  #onFrame(frame: BroadcastFrame): void {
    if ('to' in frame && frame.to !== this.#id) return;
    switch (frame.type) {
      case 'hello':
        this.#onHello(frame.member);
        return;
      case 'here':
        if (frame.member.userId === this.#request.userId) this.#yield();
        this.#meet(frame.member);
        this.#looked();
        return;
      case 'signal':
        this.#events.deliver((listener) => listener.signal(frame.from, frame.payload));
        return;
      case 'state':
        this.#update(frame.from, { state: frame.state });
        this.#events.deliver((listener) => listener.memberState(frame.from, frame.state));
        return;
      case 'profile':
        this.#update(frame.from, { displayName: frame.displayName });
        this.#events.deliver((listener) => listener.memberProfile(frame.from, frame.displayName));
        return;
      case 'leave':
        this.#gone(frame.from);
    }
  }

  #onHello(member: SignallingMember): void {
    // Two tabs of one user that enter at the same moment both hear the other: the higher id stays.
    if (member.userId === this.#request.userId && (this.#entered || this.#id < member.id)) {
      this.#yield();
      return;
    }
    this.#post({ type: 'here', from: this.#id, to: member.id, member: this.#self });
    this.#meet(member);
  }

  /** The same user is somewhere else. */
  #yield(): void {
    const { reason, error } = byeToEnd('replaced');
    this.#replaced = error;
    this.abandon();
    this.#events.deliver((listener) => listener.ended(reason, error));
  }

  #meet(member: SignallingMember): void {
    if (this.#members.has(member.id) || member.userId === this.#request.userId) return;
    this.#members.set(member.id, member);
    this.#presence.watch(member.id, () => this.#gone(member.id));
    if (this.#entered) this.#events.deliver((listener) => listener.memberJoined(member));
  }

  #update(id: string, change: Partial<Pick<SignallingMember, 'state' | 'displayName'>>): void {
    const member = this.#members.get(id);
    if (member) this.#members.set(id, { ...member, ...change });
  }

  #gone(id: string): void {
    if (this.#members.delete(id)) this.#events.deliver((listener) => listener.memberLeft(id));
  }

  #post(frame: BroadcastFrame): void {
    if (!this.#over) this.#channel.postMessage(frame);
  }

  #isOver(): boolean {
    return this.#over;
  }

  #finish(): void {
    if (this.#over) return;
    this.#over = true;
    this.#request.signal.removeEventListener('abort', this.#aborted);
    this.#channel.close();
    this.#presence.close();
    this.#answered();
  }
}

/** 128 random bits; `randomUUID` is missing on pages that are not secure, and in old browsers. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function unsupported(what: string): RtcError {
  return errors.make('unsupported', `Signalling between tabs has no server that could ${what}.`);
}
