import { EmulatorError } from '../errors/emulator-error.ts';
import { redact } from './redact.ts';

/**
 * What a record is about: a request that came in, the reply to it, a notification or a polled item that was delivered, a
 * fault that took effect, something that happened to media or TURN, or a control action.
 */
export type RecordKind = 'request' | 'reply' | 'delivered' | 'fault' | 'media' | 'turn' | 'control';

/** One entry of the record. Secrets are redacted before it is made. */
export interface EmulatorRecord {
  /** Counts up from 1 over the emulator's life; a gap at the front means that old entries were dropped. */
  readonly sequence: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What it is about. */
  readonly kind: RecordKind;
  /** The request, event or action, such as `publish` or `statusnotify`. */
  readonly name: string;
  /** App, where it is about one. */
  readonly appId: string | undefined;
  /** Room, where it is about one. */
  readonly room: string | undefined;
  /** User, where it is about one. */
  readonly userId: string | undefined;
  /** The emulator's own short name of the session (`s1`), not the session id, which admits to the service. */
  readonly session: string | undefined;
  /** The particulars, redacted and cut to a bounded size. */
  readonly detail: unknown;
}

/** Whom a record is about. */
export interface RecordSubject {
  /** App, where it is about one. */
  readonly appId?: string | undefined;
  /** Room, where it is about one. */
  readonly room?: string | undefined;
  /** User, where it is about one. */
  readonly userId?: string | undefined;
  /** The emulator's own short name of the session. */
  readonly alias?: string | undefined;
}

/** Keeps the newest records, up to a bound. */
export class Recorder {
  readonly #capacity: number;
  readonly #entries: EmulatorRecord[] = [];
  readonly #listeners = new Set<(entry: EmulatorRecord) => void>();
  #sequence = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Adds an entry; `detail` is redacted. */
  add(kind: RecordKind, name: string, subject: RecordSubject | undefined, detail: unknown): void {
    this.#sequence += 1;
    const entry: EmulatorRecord = {
      sequence: this.#sequence,
      at: Date.now(),
      kind,
      name,
      appId: subject?.appId,
      room: subject?.room,
      userId: subject?.userId,
      session: subject?.alias,
      detail: redact(detail),
    };
    this.#entries.push(entry);
    // Dropping in blocks keeps the cost of a full record constant on average.
    if (this.#entries.length > this.#capacity * 1.25 + 16) {
      this.#entries.splice(0, this.#entries.length - this.#capacity);
    }
    for (const listener of [...this.#listeners]) listener(entry);
  }

  /** Entries with a sequence above the given one, oldest first. */
  since(sequence: number): readonly EmulatorRecord[] {
    return this.#entries.filter((entry) => entry.sequence > sequence).slice(-this.#capacity);
  }

  /** Sequence number of the newest entry. */
  get lastSequence(): number {
    return this.#sequence;
  }

  /** Calls back with every new entry. Returns the undo. */
  listen(listener: (entry: EmulatorRecord) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves with the first record, past or future, that the test accepts. Rejects `not-found` after `timeoutMs`. */
  waitFor(
    test: (entry: EmulatorRecord) => boolean,
    { since = 0, timeoutMs = 5000 }: { since?: number; timeoutMs?: number } = {},
  ): Promise<EmulatorRecord> {
    const past = this.since(since).find(test);
    if (past !== undefined) return Promise.resolve(past);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        stopListening();
        reject(new EmulatorError('not-found', `no such record within ${timeoutMs} ms`));
      }, timeoutMs);
      const stopListening = this.listen((entry) => {
        if (!test(entry)) return;
        clearTimeout(timer);
        stopListening();
        resolve(entry);
      });
    });
  }
}
