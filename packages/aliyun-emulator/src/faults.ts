import { EmulatorError } from './emulator-error.ts';
import type { AnswerPart, EventName, Fault, FaultHandle, RequestName } from './fault-types.ts';
import type { Recorder, RecordSubject } from './recorder.ts';

class ActiveFault implements FaultHandle {
  readonly id: string;
  readonly fault: Fault;
  hits = 0;
  readonly #held: (() => void)[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #discard: (fault: ActiveFault) => void;
  #open = true;

  constructor(id: string, fault: Fault, discard: (fault: ActiveFault) => void) {
    this.id = id;
    this.fault = fault;
    this.#discard = discard;
  }

  hit(): void {
    this.hits += 1;
    for (const resolve of this.#waiting.splice(0)) resolve();
    if (this.fault.times !== undefined && this.hits >= this.fault.times) this.#discard(this);
  }

  hold(deliver: () => void): void {
    if (this.#open) this.#held.push(deliver);
    else deliver();
  }

  whenHit(): Promise<void> {
    return this.hits > 0 ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }

  release(): void {
    this.#open = false;
    this.#discard(this);
    for (const deliver of this.#held.splice(0)) deliver();
  }

  remove(): void {
    this.release();
  }
}

/** What a request meets before it is carried out. */
export type RequestVerdict =
  | { readonly kind: 'go' }
  | {
      readonly kind: 'refuse';
      readonly code: number;
      readonly description: string;
      readonly part: AnswerPart;
    }
  | { readonly kind: 'break'; readonly status: number | undefined };

/** The faults that are set, and the one place where they take effect. */
export class Faults {
  readonly #active = new Set<ActiveFault>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #recorder: Recorder;
  #count = 0;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  add(fault: Fault): FaultHandle {
    if (fault.kind === 'refuse' && (!Number.isInteger(fault.code) || fault.code === 0)) {
      throw new EmulatorError(
        'invalid-argument',
        'a refusal needs a code that is a whole number other than 0',
      );
    }
    if (fault.times !== undefined && (!Number.isInteger(fault.times) || fault.times < 1)) {
      throw new EmulatorError('invalid-argument', 'times must be a whole number of 1 or more');
    }
    this.#count += 1;
    const active = new ActiveFault(`f${this.#count}`, fault, (ended) => this.#active.delete(ended));
    this.#active.add(active);
    return active;
  }

  list(): readonly FaultHandle[] {
    return [...this.#active];
  }

  /** Ends every fault and lets go of everything held. */
  clear(): void {
    for (const active of [...this.#active]) active.remove();
  }

  /** Ends every fault; what is held or delayed is dropped. For the end of the service. */
  close(): void {
    this.#active.clear();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  /** Asked once for each request, before it is carried out. */
  request(name: RequestName, subject: RecordSubject): RequestVerdict {
    for (const active of this.#active) {
      const { fault } = active;
      if ((fault.kind !== 'refuse' && fault.kind !== 'break') || fault.request !== name) continue;
      if (!matches(fault, subject)) continue;
      this.#hit(active, subject);
      if (fault.kind === 'break') return { kind: 'break', status: fault.status };
      const { code, description = 'refused on demand', part = 'reply' } = fault;
      return { kind: 'refuse', code, description, part };
    }
    return { kind: 'go' };
  }

  /** Delivers half of an answer: now, later or never. */
  answer(name: RequestName, part: AnswerPart, subject: RecordSubject, deliver: () => void): void {
    for (const active of this.#active) {
      const { fault } = active;
      if (fault.kind !== 'never' && fault.kind !== 'delay' && fault.kind !== 'hold') continue;
      if (fault.request !== name || (fault.part ?? 'reply') !== part || !matches(fault, subject)) continue;
      this.#hit(active, subject);
      if (fault.kind === 'delay') this.#later(fault.ms ?? 0, deliver);
      if (fault.kind === 'hold') active.hold(deliver);
      return;
    }
    deliver();
  }

  /** Delivers a notification: now, twice, later or never. Says whether it was delivered now. */
  event(
    name: EventName,
    subject: RecordSubject,
    { deliver, afterNext }: { deliver: () => void; afterNext: (late: () => void) => void },
  ): boolean {
    for (const active of this.#active) {
      const { fault } = active;
      if (fault.kind !== 'event' || fault.event !== name || !matches(fault, subject)) continue;
      this.#hit(active, subject);
      if (fault.action === 'reorder') afterNext(deliver);
      if (fault.action === 'delay') this.#later(fault.ms ?? 0, deliver);
      if (fault.action === 'hold') active.hold(deliver);
      if (fault.action !== 'duplicate') return false;
      deliver();
      break;
    }
    deliver();
    return true;
  }

  #later(ms: number, deliver: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      deliver();
    }, ms);
    this.#timers.add(timer);
  }

  #hit(active: ActiveFault, subject: RecordSubject): void {
    this.#recorder.add('fault', active.fault.kind, subject, { id: active.id, ...active.fault });
    active.hit();
  }
}

function matches(fault: Fault, subject: RecordSubject): boolean {
  return (
    (fault.appId === undefined || fault.appId === subject.appId) &&
    (fault.room === undefined || fault.room === subject.room) &&
    (fault.userId === undefined || fault.userId === subject.userId)
  );
}
