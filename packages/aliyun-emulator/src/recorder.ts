import { redact } from './redact.ts';

/**
 * What a record is about: a request that came in, the HTTP reply to it, an item delivered by a poll, a fault that
 * took effect, something that happened to media or TURN, or a control action.
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
  readonly appId?: string | undefined;
  readonly room?: string | undefined;
  readonly userId?: string | undefined;
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
    for (const listener of this.#listeners) listener(entry);
  }

  /** Entries with a sequence above the given one, oldest first. */
  since(sequence: number): readonly EmulatorRecord[] {
    return this.#entries.filter((entry) => entry.sequence > sequence).slice(-this.#capacity);
  }

  get lastSequence(): number {
    return this.#sequence;
  }

  listen(listener: (entry: EmulatorRecord) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  clear(): void {
    this.#entries.length = 0;
  }
}
