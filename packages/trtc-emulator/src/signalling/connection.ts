import type { WebSocket } from 'ws';

import type { RecordSubject } from '@jackfield/emulator-kit';

import type { Service } from '../emulator/service.ts';
import { answerNumbers, noticeNumbers, type NoticeName } from '../wire/commands.ts';
import type { ClientRequest } from '../wire/request.ts';

/** An answer of the service. */
export interface Answer {
  readonly code: number;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** One socket of a client, with the claim that it was opened with. */
export class Connection {
  readonly sdkAppId: number;
  readonly userId: string;
  readonly alias: string;
  /** The tinyId of the session that it belongs to, once it has joined. */
  tinyId = '';
  /** Set while the emulator plays dead: nothing is sent, what comes is not read. */
  silent = false;
  readonly #service: Service;
  readonly #socket: WebSocket;
  readonly #late: (() => void)[] = [];

  constructor(options: {
    service: Service;
    socket: WebSocket;
    claim: { sdkAppId: number; userId: string; alias: string };
  }) {
    this.#service = options.service;
    this.#socket = options.socket;
    this.sdkAppId = options.claim.sdkAppId;
    this.userId = options.claim.userId;
    this.alias = options.claim.alias;
  }

  /** False once its socket is gone, or about to be. */
  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** Answers a request, unless a fault keeps the answer. */
  answer(request: ClientRequest, answer: Answer, subject: RecordSubject): void {
    const cmd = answerNumbers[request.cmd];
    if (cmd === undefined) return;
    this.#service.faults.answer({ name: request.cmd, part: 'answer' }, subject, () => {
      this.#service.recorder.add('reply', request.cmd, subject, answer);
      this.#write({ cmd, ...answer, tinyId: this.tinyId, seq: request.seq });
    });
  }

  /** Tells the client something, unless a fault loses it. */
  tell(notice: NoticeName, data: Readonly<Record<string, unknown>>, subject: RecordSubject): void {
    this.notice(notice, { code: 0, message: '', data }, subject);
  }

  /** Tells the client something with a code. */
  notice(notice: NoticeName, answer: Answer, subject: RecordSubject): void {
    const deliver = (): void => {
      if (notice !== 'publishers' && notice !== 'uplink-quality') {
        this.#service.recorder.add('delivered', notice, subject, answer);
      }
      this.#write({ cmd: noticeNumbers[notice], ...answer, tinyId: this.tinyId });
    };
    const late = this.#late.splice(0);
    const delivered = this.#service.faults.event(notice, subject, {
      deliver,
      afterNext: (item) => this.#late.push(item),
    });
    if (delivered) for (const item of late) item();
    else this.#late.unshift(...late);
  }

  /** Ends the socket with a handshake. */
  close(code = 1000): void {
    this.#socket.close(code);
  }

  /** Ends the socket at once, as a lost network does. */
  cut(): void {
    this.#socket.terminate();
  }

  #write(message: Readonly<Record<string, unknown>>): void {
    const socket = this.#socket;
    if (this.silent || socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > this.#service.settings.limits.queuedBytes) {
      this.#service.log.write('warn', 'socket cut: it does not read', { session: this.alias });
      this.cut();
      return;
    }
    socket.send(JSON.stringify(message));
  }
}

/** Answers that say nothing but that all is well. */
export function fine(data: Readonly<Record<string, unknown>> = {}): Answer {
  return { code: 0, message: '', data };
}
