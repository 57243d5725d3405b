import type { RtcError } from '@jackfield/core/adapter';
import { refusalError } from '../../errors/map-errors.ts';
import type { NumberedServerFrame } from '../../protocol/server-frames.ts';

type Done = Extract<NumberedServerFrame, { type: 'done' }>;

interface Pending {
  readonly resolve: (frame: Done) => void;
  readonly reject: (error: RtcError) => void;
}

/** Requests to the server that have no answer yet. */
export class PendingRequests {
  readonly #pending = new Map<number, Pending>();
  #next = 1;
  #over: RtcError | undefined;

  /** Makes a request: `send` gets its number. */
  make(send: (request: number) => void): Promise<Done> {
    if (this.#over) return Promise.reject(this.#over);
    const request = this.#next++;
    return new Promise((resolve, reject) => {
      this.#pending.set(request, { resolve, reject });
      send(request);
    });
  }

  /** Settles a request by the server's answer. */
  answer(frame: Extract<NumberedServerFrame, { type: 'done' | 'failed' }>): void {
    const pending = this.#pending.get(frame.request);
    if (!pending) return;
    this.#pending.delete(frame.request);
    if (frame.type === 'done') pending.resolve(frame);
    else pending.reject(refusalError(frame.code, frame.message));
  }

  /** Rejects whatever is open, and everything from now on. */
  close(error: RtcError): void {
    this.#over = error;
    this.rejectAll(error);
  }

  /** Rejects whatever is open. */
  rejectAll(error: RtcError): void {
    for (const pending of this.#pending.values()) pending.reject(error);
    this.#pending.clear();
  }
}
