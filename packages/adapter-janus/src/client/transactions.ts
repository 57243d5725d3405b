import type { Fields } from './fields.ts';
import { refusalIn } from './janus-refusal.ts';

interface Waiting {
  /** Whether the server's `ack` is all that comes. */
  readonly ends: 'ack' | 'answer';
  resolve(answer: Fields): void;
  reject(reason: unknown): void;
}

/** Requests that wait for their answers. */
export class Transactions {
  readonly #waiting = new Map<string, Waiting>();
  #count = 0;

  /** Makes a transaction. Rejects with a refusal, with why all were ended, or with the reason of the signal. */
  begin(
    ends: Waiting['ends'],
    signal: AbortSignal | undefined,
  ): { readonly id: string; readonly answer: Promise<Fields> } {
    const id = `${String((this.#count += 1))}-${crypto.randomUUID()}`;
    const answer = new Promise<Fields>((resolve, reject) => {
      const abort = (): void => {
        this.#waiting.delete(id);
        reject(signal?.reason instanceof Error ? signal.reason : new Error('The request was given up.'));
      };
      const settled = (): void => signal?.removeEventListener('abort', abort);
      this.#waiting.set(id, {
        ends,
        resolve(message) {
          settled();
          resolve(message);
        },
        reject(reason) {
          settled();
          reject(reason instanceof Error ? reason : new Error(String(reason)));
        },
      });
      signal?.addEventListener('abort', abort, { once: true });
      if (signal?.aborted) abort();
    });
    return { id, answer };
  }

  /** Takes a message of the server. Returns whether it belongs to a request. */
  take(message: Fields): boolean {
    const { transaction, janus } = message;
    if (typeof transaction !== 'string') return false;
    const waiting = this.#waiting.get(transaction);
    if (!waiting) return janus === 'ack';
    if (janus === 'ack' && waiting.ends === 'answer') return true;
    this.#waiting.delete(transaction);
    const refusal = refusalIn(message);
    if (refusal) waiting.reject(refusal);
    else waiting.resolve(message);
    return true;
  }

  /** Nothing more comes. */
  end(reason: unknown): void {
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const each of all) each.reject(reason);
  }
}
