import { createFactExpander, sinkOf } from '@jackfield/contract';
import type { RemoteParticipantInfo, RtcDriverSink } from '@jackfield/core/adapter';

/** One fact that a driver reported. */
export interface RecordedFact {
  readonly name: keyof RtcDriverSink;
  readonly fact: object;
}

/** A sink that remembers, and tells whoever listens. */
export class RecordingSink {
  readonly facts: RecordedFact[] = [];
  readonly #listeners = new Set<() => void>();

  readonly #expander = createFactExpander();

  /** The sink to give to a driver. What it tells of a whole person is recorded as the single facts that it means, too. */
  readonly sink: RtcDriverSink = sinkOf((told) => {
    for (const fact of this.#expander.expand(told)) this.#add(fact);
  });

  /** Takes the roster of a join, which is no fact. */
  know(roster: readonly RemoteParticipantInfo[]): void {
    this.#expander.know(roster);
  }

  /** Calls `listener` after each fact. Returns its undo. */
  onFact(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** The facts' names so far. */
  get names(): readonly string[] {
    return this.facts.map(({ name }) => name);
  }

  /** Resolves with what `find` finds, now or after a fact that is yet to come. */
  until<Found>(find: () => Found | undefined, timeoutMs: number, what: () => string): Promise<Found> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = find();
        if (found === undefined) return;
        undo();
        clearTimeout(timer);
        resolve(found);
      };
      const undo = this.onFact(look);
      const timer = setTimeout(() => {
        undo();
        reject(new Error(`in ${String(timeoutMs)} ms no ${what()}`));
      }, timeoutMs);
      look();
    });
  }

  #add(fact: RecordedFact): void {
    this.facts.push(fact);
    for (const listener of [...this.#listeners]) listener();
  }
}
