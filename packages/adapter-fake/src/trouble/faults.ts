import { RtcError, type EndReason, type RtcErrorCode } from '@jackfield/core/adapter';

/** A vendor operation that can be held, refused or answered in a wrong way. */
export type FakeOperation =
  | 'join'
  | 'leave'
  | 'publish'
  | 'replace-track'
  | 'mute'
  | 'set-quality'
  | 'subscribe'
  | 'renew-credential'
  | 'set-role'
  | 'set-profile'
  | 'message'
  | 'moderate'
  | 'set-audio-output'
  | 'set-volume'
  | 'resume-playback'
  | 'stats'
  | 'dispose';

/** What happens to one operation, instead of success. */
export type FakeOutcome =
  /** Never answers, until `release` is called. */
  | { readonly kind: 'hold' }
  /** Rejects as a well-behaved adapter does. */
  | { readonly kind: 'refuse'; readonly code: RtcErrorCode; readonly vendorCode?: string | number }
  /** Rejects with just this value: a string, undefined, a circular object, … */
  | { readonly kind: 'reject'; readonly value: unknown }
  /** Throws synchronously, before any promise. */
  | { readonly kind: 'throw'; readonly value: unknown }
  /** Resolves, and has done nothing. */
  | { readonly kind: 'ignore' }
  /** Only for `join`: comes in, and the call ends with that reason before the join has resolved. */
  | { readonly kind: 'end'; readonly reason: EndReason }
  /** Only for `dispose`: reports somebody who is not there while it is being disposed. */
  | { readonly kind: 'talk' };

/** What an operation should do: go on, resolve without effect, or go on and end the call at once. */
export type Verdict = 'proceed' | 'ignore' | { readonly end: EndReason };

interface Entry {
  readonly operation: FakeOperation;
  readonly userId: string | undefined;
  readonly outcome: FakeOutcome;
  times: number;
  readonly waiting: (() => void)[];
  released: boolean;
}

/** How an outcome is planned. */
export interface FaultPlan {
  /** Only for this user; for everybody where left out. */
  readonly userId?: string | undefined;
  /** For so many operations. Once where left out. */
  readonly times?: number | undefined;
}

/** The faults that a test or a demo has planned for vendor operations. */
export class FaultBoard {
  readonly #entries: Entry[] = [];

  /** Plans an outcome. Returns its release: what was held goes on, and the plan is over. */
  plan(operation: FakeOperation, outcome: FakeOutcome, { userId, times = 1 }: FaultPlan = {}): () => void {
    const entry: Entry = { operation, userId, outcome, times, waiting: [], released: false };
    this.#entries.push(entry);
    return () => {
      entry.released = true;
      entry.times = 0;
      for (const go of entry.waiting.splice(0)) go();
    };
  }

  /** Forgets every plan; what was held goes on. */
  clear(): void {
    for (const entry of this.#entries.splice(0)) for (const go of entry.waiting.splice(0)) go();
  }

  /** Throws, before there is any promise, where that is the plan. */
  throwIfPlanned(operation: FakeOperation, userId: string): void {
    const entry = this.#find(operation, userId);
    if (entry?.outcome.kind !== 'throw') return;
    entry.times -= 1;
    throw entry.outcome.value;
  }

  /** Whether a driver is to go on talking while it is disposed. */
  talksAtDisposal(userId: string): boolean {
    const entry = this.#find('dispose', userId);
    if (entry?.outcome.kind !== 'talk') return false;
    entry.times -= 1;
    return true;
  }

  #find(operation: FakeOperation, userId: string): Entry | undefined {
    return this.#entries.find(
      (each) =>
        each.operation === operation &&
        each.times > 0 &&
        (each.userId === undefined || each.userId === userId),
    );
  }

  /** What is to become of an operation. Throws synchronously where that is the plan. */
  judge(operation: FakeOperation, userId: string, adapter: string): Promise<Verdict> {
    const entry = this.#find(operation, userId);
    if (!entry) return Promise.resolve('proceed');
    entry.times -= 1;
    const { outcome } = entry;
    switch (outcome.kind) {
      case 'throw':
        throw outcome.value;
      case 'talk':
        return Promise.resolve('proceed');
      case 'end':
        return Promise.resolve({ end: outcome.reason });
      case 'hold':
        return new Promise((resolve) => {
          entry.waiting.push(() => {
            resolve('proceed');
          });
        });
      case 'ignore':
        return Promise.resolve('ignore');
      case 'refuse':
        return Promise.reject(
          new RtcError({
            code: outcome.code,
            message: `The fake cloud refused ${operation}, as planned.`,
            adapter,
            vendorCode: outcome.vendorCode,
          }),
        );
      case 'reject':
        return rejectWith(outcome.value);
    }
  }
}

/** A promise rejected with anything at all, as vendors do it. */
async function rejectWith(value: unknown): Promise<never> {
  await Promise.resolve();
  throw value;
}
