import type { EndReason, RtcError } from '@jackfield/core/adapter';
import { byeToEnd, errors, refusalError, signallingLostError } from '../../errors/map-errors.ts';
import type { NumberedClientFrame } from '../../protocol/client-frames.ts';
import { Outbox } from '../../protocol/outbox.ts';
import { protocolVersion } from '../../protocol/protocol-version.ts';
import {
  isNumberedServerFrame,
  type NumberedServerFrame,
  type ServerFrame,
  type WelcomeFrame,
} from '../../protocol/server-frames.ts';
import type { SignallingRequest } from '../signalling.ts';
import { FrameSocket, type SocketConstructor } from './frame-socket.ts';
import { RepairSchedule } from './repair-schedule.ts';
import { SilenceWatch } from './silence-watch.ts';

/** How long `leave` waits for the server to close the socket, milliseconds. */
const goodbyeMs = 500;
const outboxLimits = { frames: 1024, characters: 2 * 1024 * 1024 };

/** What a {@link ResumableConnection} needs. */
export interface ResumableConnectionOptions {
  readonly Socket: SocketConstructor;
  readonly url: string;
  /** How long a lost connection is repaired, milliseconds. */
  readonly reconnectMs: number;
  /** How long one attempt may take, milliseconds. */
  readonly attemptMs: number;
  readonly request: SignallingRequest;
  readonly listener: ResumableConnectionListener;
}

/** What happens on the connection. */
export interface ResumableConnectionListener {
  frame(frame: NumberedServerFrame): void;
  interrupted(error: RtcError): void;
  resumed(): void;
  restarted(welcome: WelcomeFrame): void;
  ended(reason: EndReason, error: RtcError | undefined): void;
  /** Nothing more happens, for whatever reason. */
  finished(): void;
}

type Phase = 'entering' | 'joined' | 'repairing' | 'leaving' | 'over';

/** Numbered frames to and from the server, over as many sockets as it takes. */
export class ResumableConnection {
  readonly #options: ResumableConnectionOptions;
  readonly #silence: SilenceWatch;
  readonly #repair: RepairSchedule;
  readonly #aborted = (): void => this.#onAbort();
  #outbox = new Outbox(outboxLimits);
  #phase: Phase = 'entering';
  #socket: FrameSocket | undefined;
  #welcome: WelcomeFrame | undefined;
  #received = 0;
  #cancelTimer: () => void = () => undefined;
  #entered: { resolve: () => void; reject: (error: RtcError) => void } | undefined;
  #left: (() => void) | undefined;

  constructor(options: ResumableConnectionOptions) {
    const { clock } = options.request;
    this.#options = options;
    this.#silence = new SilenceWatch(clock, () => {
      this.#socket?.close();
      this.#lost(errors.make('timeout', 'The signalling server fell silent.'));
    });
    this.#repair = new RepairSchedule(clock, options.reconnectMs);
  }

  /** The server's latest welcome. */
  get welcome(): WelcomeFrame {
    if (this.#welcome) return this.#welcome;
    throw errors.make('invalid-state', 'There is no call: join first.');
  }

  /** Enters the room; called once. */
  enter(): Promise<void> {
    const { signal, credential } = this.#options.request;
    signal.addEventListener('abort', this.#aborted, { once: true });
    return new Promise<void>((resolve, reject) => {
      this.#entered = { resolve, reject };
      if (signal.aborted) {
        this.#onAbort();
        return;
      }
      credential('join').then(
        (value) => this.#connect(() => this.#join(value)),
        (cause: unknown) => this.#fail(noCredential(cause)),
      );
    });
  }

  /** Sends a frame, now or when the connection is back. */
  send(frame: NumberedClientFrame): void {
    if (this.#phase === 'over') return;
    const text = JSON.stringify(frame);
    this.#outbox.push(text);
    if (this.#phase === 'joined') this.#socket?.sendText(text);
  }

  /** Says goodbye; resolves when the server has closed the socket, or a short bound has passed. */
  leave(): Promise<void> {
    if (this.#phase !== 'joined') {
      this.abandon();
      return Promise.resolve();
    }
    this.#phase = 'leaving';
    this.#silence.stop();
    return new Promise((resolve) => {
      this.#left = resolve;
      this.#socket?.send({ type: 'leave' });
      this.#cancelTimer = this.#options.request.clock.after(goodbyeMs, () => this.#finish());
    });
  }

  /** Says goodbye if it can, and lets go at once. */
  abandon(): void {
    if (this.#phase === 'joined' || this.#phase === 'leaving') this.#socket?.send({ type: 'leave' });
    if (this.#phase === 'entering') this.#fail(errors.make('aborted', 'The join was given up.'));
    else this.#finish();
  }

  /** Ends an attempt to enter, and the repair of a lost connection; a membership that is there is left by `leave`. */
  #onAbort(): void {
    if (this.#phase === 'entering') this.#fail(errors.make('aborted', 'The join was given up.'));
    else if (this.#phase === 'repairing') this.#finish();
  }

  /** Opens a socket; `greet` sends the first frame on it. */
  #connect(greet: () => void): void {
    if (this.#phase === 'over') return;
    const { Socket, url, attemptMs, request } = this.#options;
    this.#cancelTimer = request.clock.after(attemptMs, () => {
      this.#socket?.close();
      this.#lost(errors.make('timeout', 'The signalling server did not answer in time.'));
    });
    try {
      this.#socket = new FrameSocket(Socket, url, {
        opened: greet,
        frame: (frame) => this.#onFrame(frame),
        closed: (code, reason) => this.#lost(signallingLostError(code, reason)),
      });
    } catch (cause) {
      const message = 'The signalling address cannot be used: it must begin with wss:// (or ws://).';
      this.#fail(errors.make('invalid-argument', message, { cause }));
    }
  }

  #join(credential: string | undefined): void {
    const { room, userId, displayName, state } = this.#options.request;
    const protocol = protocolVersion;
    this.#socket?.send({ type: 'join', protocol, room, userId, displayName, credential, state: state() });
  }

  #onFrame(frame: ServerFrame): void {
    this.#silence.heard();
    if (isNumberedServerFrame(frame)) {
      this.#received += 1;
      this.#options.listener.frame(frame);
      return;
    }
    switch (frame.type) {
      case 'welcome':
        this.#onWelcome(frame);
        return;
      case 'refused':
        this.#onRefused(refusalError(frame.code, frame.message));
        return;
      case 'resumed':
        this.#onResumed(frame.received);
        return;
      case 'resume-refused':
        this.#enterAgain();
        return;
      case 'heartbeat':
        this.#outbox.acknowledge(frame.received);
        this.#socket?.send({ type: 'heartbeat', received: this.#received });
        return;
      case 'bye': {
        const { reason, error } = byeToEnd(frame.reason);
        this.#end(reason, error);
      }
    }
  }

  #onWelcome(welcome: WelcomeFrame): void {
    const first = this.#phase === 'entering';
    this.#welcome = welcome;
    this.#received = 0;
    this.#outbox = new Outbox(outboxLimits);
    this.#settled();
    if (first) this.#entered?.resolve();
    else this.#options.listener.restarted(welcome);
  }

  #onRefused(error: RtcError): void {
    if (this.#phase === 'entering') {
      this.#fail(error);
      return;
    }
    this.#socket?.close();
    if (error.retryable) this.#lost(error);
    else this.#end(error.code === 'credential-expired' ? 'credential-expired' : 'error', error);
  }

  #onResumed(received: number): void {
    const missed = this.#outbox.after(received);
    if (!missed) {
      // Frames that the server has not got are gone here: only a new session brings both in line.
      this.#enterAgain();
      return;
    }
    this.#outbox.acknowledge(received);
    this.#settled();
    for (const text of missed) this.#socket?.sendText(text);
    this.#options.listener.resumed();
  }

  /** The old session is gone: enters the room anew. */
  #enterAgain(): void {
    const socket = this.#socket;
    this.#options.request.credential('reconnect').then(
      (credential) => {
        if (this.#socket === socket && this.#phase === 'repairing') this.#join(credential);
      },
      (cause: unknown) => {
        if (this.#phase !== 'repairing') return;
        const error = noCredential(cause);
        socket?.close();
        if (error.retryable) this.#lost(error);
        else this.#end('error', error);
      },
    );
  }

  /** A socket is gone: repairs, or gives up. */
  #lost(error: RtcError): void {
    this.#cancelTimer();
    this.#silence.stop();
    if (this.#phase === 'over') return;
    if (this.#phase === 'entering') {
      this.#fail(error);
      return;
    }
    if (this.#phase === 'leaving') {
      this.#finish();
      return;
    }
    if (this.#phase === 'joined') {
      this.#phase = 'repairing';
      this.#repair.begin();
      this.#options.listener.interrupted(error);
    }
    const resume = (): void => {
      const { session } = this.welcome;
      const received = this.#received;
      this.#socket?.send({ type: 'resume', protocol: protocolVersion, session, received });
    };
    if (!this.#repair.next(() => this.#connect(resume))) this.#end('connection-lost', error);
  }

  /** The connection works: the server is to be heard within two and a half heartbeats. */
  #settled(): void {
    this.#phase = 'joined';
    this.#cancelTimer();
    this.#silence.start(2.5 * this.welcome.heartbeatMs);
  }

  #fail(error: RtcError): void {
    this.#finish();
    this.#entered?.reject(error);
  }

  #end(reason: EndReason, error: RtcError | undefined): void {
    const told = this.#phase === 'joined' || this.#phase === 'repairing';
    this.#finish();
    if (told) this.#options.listener.ended(reason, error);
  }

  #finish(): void {
    if (this.#phase === 'over') return;
    this.#phase = 'over';
    this.#options.request.signal.removeEventListener('abort', this.#aborted);
    this.#cancelTimer();
    this.#silence.stop();
    this.#repair.cancel();
    this.#socket?.close();
    this.#options.listener.finished();
    this.#left?.();
  }
}

function noCredential(cause: unknown): RtcError {
  return errors.from(cause, 'The credential could not be fetched.', 'credential-invalid');
}
