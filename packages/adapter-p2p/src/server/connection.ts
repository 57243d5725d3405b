import type { RawData, WebSocket } from 'ws';
import { closeCodes } from '../protocol/close-codes.ts';
import type { JoinFrame } from '../protocol/client-frames.ts';
import type { RefusalCode } from '../protocol/server-frames.ts';
import { refusalOf, type AdmissionGrant } from './admission.ts';
import { parseClientFrame, type ReceivedFrame } from './frame-schemas.ts';
import { handleFrame, type FrameContext } from './handle-frame.ts';
import type { LastCatch } from './last-catch.ts';
import type { MemberSocket } from './member.ts';
import type { Membership } from './room-registry.ts';
import { SendQueue } from './send-queue.ts';
import type { SignallingLimits } from './signalling-limits.ts';
import { TokenBucket } from '../protocol/token-bucket.ts';

/** What a connection needs beside its socket. */
export interface ConnectionOptions extends Omit<FrameContext, 'guard'> {
  readonly limits: SignallingLimits;
  readonly heartbeatMs: number;
  readonly joinMs: number;
  /** Whom it counts for. */
  readonly address: string;
  /** Contains what goes wrong. */
  readonly lastCatch: LastCatch;
  /** Called when it stops to be without a member, or ends. */
  readonly settled: () => void;
  /** Told when more waits for this one receiver than may, before its connection is closed for it. */
  readonly cutAlone: (queuedBytes: number) => void;
}

/** How long the other side may take to answer a close, or to read what is before it, milliseconds. */
const goodbyeMs = 2000;

/** One socket: checks what comes in, and is the way out for its member. */
export class Connection implements MemberSocket {
  readonly #socket: WebSocket;
  readonly #options: ConnectionOptions;
  readonly #context: FrameContext;
  readonly #bucket: TokenBucket;
  readonly #out: SendQueue;
  #membership: Membership | undefined;
  #admitting = false;
  #done = false;
  #heard = false;
  #cancelTimer: () => void;

  constructor(socket: WebSocket, options: ConnectionOptions) {
    const { clock, limits, joinMs } = options;
    this.#socket = socket;
    this.#out = new SendQueue(socket);
    this.#options = options;
    this.#context = { ...options, guard: (act) => this.#guard('admission', act) };
    this.#bucket = new TokenBucket({
      burst: limits.frameBurst,
      perSecond: limits.framesPerSecond,
      now: clock.now(),
    });
    this.#cancelTimer = clock.after(joinMs, () =>
      this.close(closeCodes.joinTimeout, 'No join came in time.'),
    );
    socket.on('message', (data, isBinary) => this.#guard('socket', () => this.#onMessage(data, isBinary)));
    // Control frames are frames: the server answers each ping.
    for (const control of ['ping', 'pong'] as const) {
      socket.on(control, () => this.#guard('socket', () => void this.#takes()));
    }
    socket.on('close', () => this.#guard('socket', () => this.#onClose()));
    // What `ws` itself cannot take: a frame that is too large, or none at all. It has closed with the fitting code by now.
    socket.on('error', () =>
      this.#guard('socket', () => this.#dismiss(closeCodes.tooLarge, 'The frame cannot be taken.')),
    );
  }

  /** A defect met by what this client sent costs this client its connection, and nobody else anything. */
  #guard(during: 'socket' | 'admission', act: () => void): void {
    this.#options.lastCatch.run({
      during,
      act,
      letGo: () => this.#dismiss(closeCodes.failed, 'The server failed at this frame.'),
    });
  }

  send(text: string): void {
    if (this.#done || this.#socket.readyState !== this.#socket.OPEN) return;
    const { queuedBytes } = this;
    if (queuedBytes > this.#options.limits.bufferedBytes) {
      this.#options.cutAlone(queuedBytes);
      this.cut();
      return;
    }
    this.#out.push(text);
  }

  get queuedBytes(): number {
    return this.#out.bytes;
  }

  cut(): void {
    this.#out.clear();
    this.close(closeCodes.slowReader, 'slow-reader');
    // Whoever does not read may not answer the close either: to the others it is lost from now on.
    this.#lose();
  }

  close(code: number, reason: string): void {
    if (this.#done) return;
    this.#done = true;
    this.#cancelTimer();
    this.#out.flush();
    this.#socket.close(code, reason);
    // A peer that does not answer the close must not hold the socket.
    this.#cancelTimer = this.#options.clock.after(goodbyeMs, () => this.#socket.terminate());
  }

  /** Whether one more frame is within the rate; whoever is over it loses the connection. */
  #takes(): boolean {
    if (this.#bucket.take(this.#options.clock.now())) return true;
    this.#dismiss(closeCodes.rateLimited, 'Too many frames.');
    return false;
  }

  #onMessage(data: RawData, isBinary: boolean): void {
    if (this.#done) return;
    this.#heard = true;
    if (!this.#takes()) return;
    if (isBinary) {
      this.#dismiss(closeCodes.binary, 'Frames are text.');
      return;
    }
    const parsed = parseClientFrame(textOf(data));
    if ('problem' in parsed) {
      this.#dismiss(closeCodes.malformed, parsed.problem);
      return;
    }
    this.#onFrame(parsed.frame);
  }

  #onFrame(frame: ReceivedFrame): void {
    const first = frame.type === 'join' || frame.type === 'resume';
    if (!this.#membership) {
      if (!first || this.#admitting) {
        this.#dismiss(closeCodes.malformed, 'The first frame must be join or resume.');
        return;
      }
      if (frame.type === 'resume') this.#resumed(this.#options.registry.resume(frame, this));
      else this.#admit(frame);
      return;
    }
    if (first) {
      this.#dismiss(closeCodes.malformed, 'This socket has joined already.');
      return;
    }
    handleFrame(frame, this.#membership, this.#context);
    if (frame.type === 'leave') {
      this.#membership = undefined;
      this.close(closeCodes.normal, 'left');
    }
  }

  #admit(frame: JoinFrame): void {
    this.#admitting = true;
    const { credential, room, userId } = frame;
    const { verify, registry, origin } = this.#options;
    const present = registry.presence(room, userId);
    verify({ credential, room, userId, origin, present }).then(
      (grant) => this.#guard('admission', () => this.#admitted(frame, grant)),
      (error: unknown) =>
        this.#guard('admission', () => {
          const { code, message } = refusalOf(error);
          this.#refuse(code, message);
        }),
    );
  }

  #admitted(frame: JoinFrame, grant: AdmissionGrant): void {
    this.#admitting = false;
    if (this.#done || this.#socket.readyState !== this.#socket.OPEN) return;
    const { address } = this.#options;
    const entered = this.#options.registry.enter(frame, grant, { socket: this, address });
    if ('code' in entered) this.#refuse(entered.code, entered.message);
    else this.#joined(entered);
  }

  #resumed(membership: Membership | undefined): void {
    if (membership) this.#joined(membership);
    else this.send(JSON.stringify({ type: 'resume-refused' }));
  }

  #joined(membership: Membership): void {
    this.#membership = membership;
    this.#options.settled();
    this.#beat();
  }

  #refuse(code: RefusalCode, message: string): void {
    this.send(JSON.stringify({ type: 'refused', code, message }));
    this.close(closeCodes.refused, code);
  }

  /** Sends heartbeats, and ends the socket when nothing came in between two and three of them. */
  #beat(): void {
    this.#cancelTimer();
    let silent = 0;
    const beat = (): void => {
      silent = this.#heard ? 0 : silent + 1;
      this.#heard = false;
      if (silent >= 2) {
        this.#socket.terminate();
        return;
      }
      this.#membership?.member.sendNow({ type: 'heartbeat', received: this.#membership.member.received });
      this.#cancelTimer = this.#options.clock.after(this.#options.heartbeatMs, beat);
    };
    this.#cancelTimer = this.#options.clock.after(this.#options.heartbeatMs, beat);
  }

  /** The sender broke the rules: socket and membership are gone. */
  #dismiss(code: number, reason: string): void {
    const membership = this.#membership;
    this.#membership = undefined;
    this.close(code, reason);
    if (membership?.member.detach(this)) this.#options.registry.remove(membership);
  }

  #onClose(): void {
    this.#cancelTimer();
    this.#done = true;
    this.#options.settled();
    this.#lose();
  }

  /** The member is without a socket: it may come back with another one. */
  #lose(): void {
    const membership = this.#membership;
    this.#membership = undefined;
    if (membership?.member.detach(this)) this.#options.registry.suspend(membership);
  }
}

/** A text frame as text; `ws` gives one buffer unless it is told otherwise. */
function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return Buffer.isBuffer(data) ? data.toString() : Buffer.from(data).toString();
}
