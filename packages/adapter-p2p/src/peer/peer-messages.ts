import type { Clock, RtcError } from '@jackfield/core/adapter';
import { errors } from '../errors/map-errors.ts';
import type { PeerPayload } from './peer-payload.ts';

/** Messages that may wait for one member. */
const mostWaiting = 256;
/** How long a message may wait to be received, milliseconds. */
const deliveryMs = 10_000;

type Message = Extract<PeerPayload, { kind: 'message' }>;

interface Waiting {
  readonly message: Message;
  readonly resolve: () => void;
  readonly reject: (error: RtcError) => void;
  readonly cancel: () => void;
}

/** Messages to and from one member: in order, each once, also over a change of the data channel. */
export class PeerMessages {
  readonly #clock: Clock;
  readonly #send: (payload: PeerPayload) => boolean;
  readonly #waiting = new Map<number, Waiting>();
  #sent = 0;
  #received = 0;

  constructor(clock: Clock, send: (payload: PeerPayload) => boolean) {
    this.#clock = clock;
    this.#send = send;
  }

  /** Sends a message; resolves when the member has it. Rejects `message-failed`. */
  send(topic: string, text: string): Promise<void> {
    if (this.#waiting.size >= mostWaiting) {
      return Promise.reject(
        errors.make('message-failed', 'Too many messages wait for a participant who cannot be reached.'),
      );
    }
    const message: Message = { kind: 'message', number: ++this.#sent, topic, text };
    return new Promise((resolve, reject) => {
      const cancel = this.#clock.after(deliveryMs, () => {
        this.#waiting.delete(message.number);
        reject(errors.make('message-failed', 'A participant did not receive the message in time.'));
      });
      this.#waiting.set(message.number, { message, resolve, reject, cancel });
      this.#send(message);
    });
  }

  /** A data channel is open: what the member may not have is sent again. */
  opened(): void {
    for (const { message } of this.#waiting.values()) this.#send(message);
  }

  /** Takes a message of the member; true where it is new. */
  receive(message: Message): boolean {
    const fresh = message.number > this.#received;
    if (fresh) this.#received = message.number;
    this.#send({ kind: 'received', number: this.#received });
    return fresh;
  }

  /** The member has everything up to this number. */
  acknowledge(number: number): void {
    for (const [key, waiting] of this.#waiting) {
      if (key > number) continue;
      this.#waiting.delete(key);
      waiting.cancel();
      waiting.resolve();
    }
  }

  /** The member has left: nobody is there to miss a message. */
  close(): void {
    for (const waiting of this.#waiting.values()) {
      waiting.cancel();
      waiting.resolve();
    }
    this.#waiting.clear();
  }
}
