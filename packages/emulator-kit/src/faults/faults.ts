import { EmulatorError } from '../errors/emulator-error.ts';
import type { Recorder, RecordSubject } from '../record/recorder.ts';
import { ActiveFault } from './active-fault.ts';
import type { FaultHandle, FaultScope, FaultWords, SignallingFault } from './fault-types.ts';

/** What a request meets before it is carried out. */
export type RequestVerdict<W extends FaultWords = FaultWords> =
  | { readonly kind: 'go' }
  | {
      readonly kind: 'refuse';
      readonly code: number;
      readonly description: string;
      readonly part: W['part'];
    }
  | { readonly kind: 'break'; readonly status: number | undefined };

/** The faults that are set, and the one place where they take effect. */
export class Faults<W extends FaultWords = FaultWords> {
  readonly #active = new Set<ActiveFault<W>>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #recorder: Recorder;
  readonly #firstPart: W['part'];
  #count = 0;

  constructor(options: { recorder: Recorder; firstPart: W['part'] }) {
    this.#recorder = options.recorder;
    this.#firstPart = options.firstPart;
  }

  /** Sets a fault. Throws `invalid-argument` for one that makes no sense. */
  add(fault: SignallingFault<W>): FaultHandle<SignallingFault<W>> {
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
    const active = new ActiveFault<W>(`f${this.#count}`, fault, (ended) => this.#active.delete(ended));
    this.#active.add(active);
    return active;
  }

  /** The faults that are set. */
  list(): readonly FaultHandle<SignallingFault<W>>[] {
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
  request(name: W['request'], subject: RecordSubject): RequestVerdict<W> {
    for (const active of this.#active) {
      const { fault } = active;
      if ((fault.kind !== 'refuse' && fault.kind !== 'break') || fault.request !== name) continue;
      if (!matches(fault, subject)) continue;
      this.#hit(active, subject);
      if (fault.kind === 'break') return { kind: 'break', status: fault.status };
      const { code, description = 'refused on demand', part = this.#firstPart } = fault;
      return { kind: 'refuse', code, description, part };
    }
    return { kind: 'go' };
  }

  /** Delivers a part of an answer: now, later or never. */
  answer(
    { name, part }: { name: W['request']; part: W['part'] },
    subject: RecordSubject,
    deliver: () => void,
  ): void {
    for (const active of this.#active) {
      const { fault } = active;
      if (fault.kind !== 'never' && fault.kind !== 'delay' && fault.kind !== 'hold') continue;
      if (fault.request !== name || (fault.part ?? this.#firstPart) !== part || !matches(fault, subject))
        continue;
      this.#hit(active, subject);
      if (fault.kind === 'delay') this.#later(fault.ms ?? 0, deliver);
      if (fault.kind === 'hold') active.hold(deliver);
      return;
    }
    deliver();
  }

  /** Delivers a notification: now, twice, later or never. Says whether it was delivered now. */
  event(
    name: W['event'],
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

  #hit(active: ActiveFault<W>, subject: RecordSubject): void {
    this.#recorder.add('fault', active.fault.kind, subject, { id: active.id, ...active.fault });
    active.hit();
  }
}

function matches(fault: FaultScope, subject: RecordSubject): boolean {
  return (
    (fault.appId === undefined || fault.appId === subject.appId) &&
    (fault.room === undefined || fault.room === subject.room) &&
    (fault.userId === undefined || fault.userId === subject.userId)
  );
}
