import { RtcError, type EndReason } from '@jackfield/core/adapter';
import { abortedError, byeToEnd, refusalError, signallingLostError, timeoutError } from '../../errors/map-errors.ts';
import type { ModerateAction, NumberedClientFrame } from '../../protocol/client-frames.ts';
import type { MemberState } from '../../protocol/member-state.ts';
import { Outbox } from '../../protocol/outbox.ts';
import { protocolVersion } from '../../protocol/protocol-version.ts';
import { isNumberedServerFrame, type ServerFrame, type WelcomeFrame } from '../../protocol/server-frames.ts';
import { EventHold } from '../event-hold.ts';
import type { SignallingListener, SignallingRequest, SignallingSession, SignallingWelcome } from '../signalling.ts';
import { deliverFrame } from './deliver-frame.ts';
import { FrameSocket, type SocketConstructor } from './frame-socket.ts';
import { PendingRequests } from './pending-requests.ts';
import type { WebSocketSignallingOptions } from './web-socket-signalling.ts';

/** How long `leave` waits for the server to close the socket, milliseconds. */
const goodbyeMs = 500;
const outboxLimits = { frames: 1024, characters: 2 * 1024 * 1024 };

type Phase = 'entering' | 'joined' | 'repairing' | 'leaving' | 'over';

/** A membership over a WebSocket that survives the loss of the socket. */
export class WebSocketSession implements SignallingSession {
  /** Enters the room. */
  static async open(options: WebSocketSignallingOptions, request: SignallingRequest): Promise<WebSocketSession> {
    const { WebSocket: Socket } = options;
    if (!Socket) throw new RtcError({ code: 'not-supported', message: 'There is no WebSocket here.', adapter: 'p2p' });
    const session = new WebSocketSession(options, Socket, request);
    await session.#enter();
    return session;
  }

  readonly #options: WebSocketSignallingOptions;
  readonly #Socket: SocketConstructor;
  readonly #request: SignallingRequest;
  readonly #requests = new PendingRequests();
  readonly #events = new EventHold();
  #outbox = new Outbox(outboxLimits);
  #phase: Phase = 'entering';
  #socket: FrameSocket | undefined;
  #frame: WelcomeFrame | undefined;
  #received = 0;
  #lastHeard = 0;
  #repairUntil = 0;
  #attempts = 0;
  #cancelTimer: () => void = () => undefined;
  #entered: { resolve: () => void; reject: (error: RtcError) => void } | undefined;
  #left: (() => void) | undefined;

  private constructor(options: WebSocketSignallingOptions, Socket: SocketConstructor, request: SignallingRequest) {
    this.#options = options;
    this.#Socket = Socket;
    this.#request = request;
  }

  get welcome(): SignallingWelcome {
    if (!this.#frame) throw new RtcError({ code: 'invalid-state', message: 'Not welcomed yet.', adapter: 'p2p' });
    return this.#frame;
  }

  start(listener: SignallingListener): void {
    this.#events.release(listener);
  }

  send(to: string, payload: unknown): void {
    this.#sendNumbered({ type: 'signal', to, payload });
  }

  async publishState(state: MemberState): Promise<void> {
    await this.#requests.make((request) => this.#sendNumbered({ type: 'state', request, state }));
  }

  async setProfile(displayName: string): Promise<void> {
    await this.#requests.make((request) => this.#sendNumbered({ type: 'profile', request, displayName }));
  }

  async renew(credential: string): Promise<number | undefined> {
    const done = await this.#requests.make((request) => this.#sendNumbered({ type: 'renew', request, credential }));
    return done.credentialExpiresInMs;
  }

  async moderate(action: ModerateAction): Promise<void> {
    await this.#requests.make((request) => this.#sendNumbered({ type: 'moderate', request, ...action }));
  }

  leave(): Promise<void> {
    if (this.#phase !== 'joined') {
      this.abandon();
      return Promise.resolve();
    }
    this.#phase = 'leaving';
    this.#cancelTimer();
    return new Promise((resolve) => {
      this.#left = resolve;
      this.#socket?.send({ type: 'leave' });
      this.#cancelTimer = this.#request.clock.after(goodbyeMs, () => this.#finish());
    });
  }

  abandon(): void {
    if (this.#phase === 'joined' || this.#phase === 'leaving') this.#socket?.send({ type: 'leave' });
    this.#finish();
  }

  async #enter(): Promise<void> {
    const { signal, credential } = this.#request;
    const aborted = (): void => this.#fail(abortedError('join'));
    signal.addEventListener('abort', aborted, { once: true });
    try {
      await new Promise<void>((resolve, reject) => {
        this.#entered = { resolve, reject };
        if (signal.aborted) aborted();
        else credential('join').then((value) => this.#connect(() => this.#join(value)), (error: RtcError) => this.#fail(error));
      });
    } finally {
      signal.removeEventListener('abort', aborted);
    }
  }

  /** Opens a socket; `greet` sends the first frame on it. */
  #connect(greet: () => void): void {
    if (this.#phase === 'over') return;
    this.#cancelTimer = this.#request.clock.after(this.#options.attemptMs ?? 5000, () => {
      this.#socket?.close();
      this.#lost(timeoutError('The signalling server did not answer in time.'));
    });
    try {
      this.#socket = new FrameSocket(this.#Socket, this.#options.url, {
        opened: greet,
        frame: (frame) => this.#onFrame(frame),
        closed: (code, reason) => this.#lost(signallingLostError(code, reason)),
      });
    } catch (cause) {
      const message = `The signalling address ${this.#options.url} cannot be used.`;
      this.#fail(new RtcError({ code: 'invalid-argument', message, adapter: 'p2p', cause }));
    }
  }

  #join(credential: string | undefined): void {
    const { room, userId, displayName, state } = this.#request;
    this.#socket?.send({ type: 'join', protocol: protocolVersion, room, userId, displayName, credential, state: state() });
  }

  #onFrame(frame: ServerFrame): void {
    this.#lastHeard = this.#request.clock.now();
    if (isNumberedServerFrame(frame)) {
      this.#received += 1;
      if (frame.type === 'done' || frame.type === 'failed') this.#requests.answer(frame);
      else this.#events.deliver((listener) => deliverFrame(frame, listener));
      return;
    }
    switch (frame.type) {
      case 'welcome':
        return this.#onWelcome(frame);
      case 'refused':
        return this.#onRefused(refusalError(frame.code, frame.message));
      case 'resumed':
        return this.#onResumed(frame.received);
      case 'resume-refused':
        return this.#enterAgain();
      case 'heartbeat':
        this.#outbox.acknowledge(frame.received);
        this.#socket?.send({ type: 'heartbeat', received: this.#received });
        return;
      case 'bye': {
        const end = byeToEnd(frame.reason);
        return this.#end(end.reason, end.error);
      }
    }
  }

  #onWelcome(frame: WelcomeFrame): void {
    const first = this.#phase === 'entering';
    this.#frame = frame;
    this.#received = 0;
    this.#outbox = new Outbox(outboxLimits);
    this.#phase = 'joined';
    this.#attempts = 0;
    this.#watch();
    if (first) this.#entered?.resolve();
    else {
      this.#requests.rejectAll(signallingLostError(0, 'The signalling server was restarted.'));
      this.#events.deliver((listener) => listener.restarted(frame));
    }
  }

  #onRefused(error: RtcError): void {
    if (this.#phase === 'entering') return this.#fail(error);
    this.#socket?.close();
    if (error.retryable) return this.#lost(error);
    this.#end(error.code === 'credential-expired' ? 'credential-expired' : 'error', error);
  }

  #onResumed(received: number): void {
    const missed = this.#outbox.after(received);
    // The server never says so of frames that it cannot have; if it does, only a new session is safe.
    if (!missed) return this.#enterAgain();
    this.#outbox.acknowledge(received);
    this.#phase = 'joined';
    this.#attempts = 0;
    for (const text of missed) this.#socket?.sendText(text);
    this.#watch();
    this.#events.deliver((listener) => listener.resumed());
  }

  /** The old session is gone: enters the room anew on the same socket. */
  #enterAgain(): void {
    const socket = this.#socket;
    this.#request.credential('reconnect').then(
      (credential) => {
        if (this.#socket === socket && this.#phase === 'repairing') this.#join(credential);
      },
      (error: RtcError) => {
        if (this.#phase !== 'repairing') return;
        if (error.retryable) {
          socket?.close();
          this.#lost(error);
        } else this.#end('error', error);
      },
    );
  }

  /** A socket is gone: repairs, or gives up. */
  #lost(error: RtcError): void {
    this.#cancelTimer();
    if (this.#phase === 'entering') return this.#fail(error);
    if (this.#phase === 'leaving') return this.#finish();
    if (this.#phase === 'over') return;
    const { clock } = this.#request;
    if (this.#phase === 'joined') {
      this.#phase = 'repairing';
      this.#repairUntil = clock.now() + (this.#options.reconnectMs ?? 60_000);
      this.#events.deliver((listener) => listener.interrupted(error));
    }
    if (clock.now() >= this.#repairUntil) return this.#end('connection-lost', error);
    const delayMs = Math.min(100 * 2 ** this.#attempts++, 2000) * (0.75 + Math.random() / 2);
    this.#cancelTimer = clock.after(delayMs, () =>
      this.#connect(() => {
        const { session } = this.#frame ?? { session: '' };
        this.#socket?.send({ type: 'resume', protocol: protocolVersion, session, received: this.#received });
      }),
    );
  }

  /** The server is to be heard within two and a half heartbeats. */
  #watch(): void {
    this.#cancelTimer();
    const { clock } = this.#request;
    const boundMs = 2.5 * (this.#frame?.heartbeatMs ?? 5000);
    const check = (): void => {
      const silentMs = clock.now() - this.#lastHeard;
      if (silentMs < boundMs) this.#cancelTimer = clock.after(boundMs - silentMs, check);
      else {
        this.#socket?.close();
        this.#lost(timeoutError('The signalling server fell silent.'));
      }
    };
    this.#cancelTimer = clock.after(boundMs, check);
  }

  #sendNumbered(frame: NumberedClientFrame): void {
    if (this.#phase === 'over') return;
    const text = JSON.stringify(frame);
    this.#outbox.push(text);
    if (this.#phase === 'joined') this.#socket?.sendText(text);
  }

  #fail(error: RtcError): void {
    this.#finish();
    this.#entered?.reject(error);
  }

  #end(reason: EndReason, error: RtcError | undefined): void {
    if (this.#phase === 'over') return;
    const leaving = this.#phase === 'leaving';
    this.#finish();
    if (!leaving) this.#events.deliver((listener) => listener.ended(reason, error));
  }

  #finish(): void {
    if (this.#phase === 'over') return;
    this.#phase = 'over';
    this.#cancelTimer();
    this.#socket?.close();
    this.#requests.rejectAll(abortedError('request'));
    this.#left?.();
  }
}
