import { Outbox } from '../protocol/outbox.ts';
import type { MemberPermissions, MemberState, SignallingMember } from '../protocol/member-state.ts';
import type { NumberedServerFrame, ServerFrame } from '../protocol/server-frames.ts';
import type { QueueBudget } from './queue-budget.ts';
import type { SignallingLimits } from './signalling-limits.ts';

/** The socket of a member, as a room uses it. */
export interface MemberSocket {
  send(text: string): void;
  close(code: number, reason: string): void;
  /** Bytes that wait because the other side does not read. */
  readonly queuedBytes: number;
  /** Gives up what waits, and closes as `slow-reader`. */
  cut(): void;
}

/** One presence in a room: it outlives its sockets for as long as it may be resumed. */
export class Member {
  readonly id: string;
  readonly session: string;
  readonly userId: string;
  /** The client that the credential was made for. */
  readonly holder: string | undefined;
  role: string | undefined;
  /** Whether the credential fixes the name. */
  nameIsFixed: boolean;
  displayName: string;
  permissions: MemberPermissions;
  state: MemberState;
  /** Numbered frames that came from this member, over all its sockets. */
  received = 0;
  /** Undoes whatever is timed for this member: its resumption, its credential. */
  cancelResume: () => void = () => undefined;
  cancelExpiry: () => void = () => undefined;
  readonly #outbox: Outbox;
  readonly #budget: QueueBudget;
  #socket: MemberSocket | undefined;
  #cut = false;

  constructor(
    about: Omit<SignallingMember, 'permissions'> & {
      readonly session: string;
      readonly permissions: MemberPermissions;
      readonly holder: string | undefined;
      readonly nameIsFixed: boolean;
    },
    { limits, budget }: { readonly limits: SignallingLimits; readonly budget: QueueBudget },
  ) {
    this.#budget = budget;
    this.id = about.id;
    this.session = about.session;
    this.userId = about.userId;
    this.holder = about.holder;
    this.role = about.role;
    this.nameIsFixed = about.nameIsFixed;
    this.displayName = about.displayName;
    this.permissions = about.permissions;
    this.state = about.state;
    this.#outbox = new Outbox({ frames: limits.queuedFrames, characters: limits.queuedCharacters });
  }

  /** Whether it has a socket at the moment. */
  get connected(): boolean {
    return this.#socket !== undefined;
  }

  /** What the others may know. */
  get info(): SignallingMember {
    const { id, userId, displayName, role, permissions, state } = this;
    return { id, userId, displayName, role, permissions, state };
  }

  /** Sends a frame that must not be lost. */
  send(frame: NumberedServerFrame): void {
    this.sendText(JSON.stringify(frame));
  }

  /** Sends the text of a numbered frame. */
  sendText(text: string): void {
    // It cannot go on with this session any more.
    if (this.#cut) return;
    this.#outbox.push(text);
    this.#socket?.send(text);
    this.#budget.update(this);
  }

  /** Sends a frame that means nothing later. */
  sendNow(frame: Exclude<ServerFrame, NumberedServerFrame>): void {
    this.#socket?.send(JSON.stringify(frame));
  }

  /** The client has the first `received` numbered frames. */
  acknowledge(received: number): void {
    this.#outbox.acknowledge(received);
    this.#budget.update(this);
  }

  /** Whether a client that has the first `received` numbered frames can go on. */
  canResume(received: number): boolean {
    return !this.#cut && this.#outbox.after(received) !== undefined;
  }

  /** Goes on over a socket; what the client has not got is sent. */
  resume(socket: MemberSocket, received: number): void {
    this.#socket = socket;
    for (const text of this.#outbox.after(received) ?? []) socket.send(text);
    this.#outbox.acknowledge(received);
    this.sendNow({ type: 'resumed', received: this.received });
  }

  /** Begins on its first socket. */
  attach(socket: MemberSocket): void {
    this.#socket = socket;
  }

  /** Is without a socket now, if this one was the current one. */
  detach(socket: MemberSocket): boolean {
    if (this.#socket !== socket) return false;
    this.#socket = undefined;
    return true;
  }

  /** What waits for this member, for the budget of the process. */
  get queuedBytes(): number {
    return this.#outbox.characters + (this.#socket?.queuedBytes ?? 0);
  }

  /** Gives up what waits for a member that does not read; false where that was done before. It may join anew, not resume. */
  cut(): boolean {
    if (this.#cut) return false;
    this.#cut = true;
    this.#outbox.clear();
    this.#socket?.cut();
    return true;
  }

  /** Is no member any more. */
  gone(): void {
    this.cancelResume();
    this.cancelExpiry();
    this.#budget.remove(this);
  }

  /** Closes the socket, if there is one; it is no longer this member's. */
  close(code: number, reason: string): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close(code, reason);
  }
}
