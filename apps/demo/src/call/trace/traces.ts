import type { RtcAdapter } from '@jackfield/core';
import { createTraceRing, record, type TraceRing } from '@jackfield/operations/trace';
import { blackBox } from '../../app/black-box.ts';

/** Lines that are kept of each provider. */
const lines = 5_000;

/** The record of what the providers of this page were told and what they said, without names, credentials and messages: the newest of it. */
export class Traces {
  readonly #rings = new Map<string, TraceRing>();
  readonly #recorded = new WeakMap<RtcAdapter, RtcAdapter>();

  /** Begins to write down: each call that begins from now on. */
  constructor() {
    blackBox.record = (adapter) => {
      const before = this.#recorded.get(adapter);
      if (before) return before;
      const ring = createTraceRing({ lines });
      const recorded = record(adapter, ring);
      this.#rings.set(adapter.name, ring);
      this.#recorded.set(adapter, recorded);
      return recorded;
    };
  }

  /** The names of the adapters that have carried something. */
  get names(): readonly string[] {
    return [...this.#rings].filter(([, { size }]) => size > 0).map(([name]) => name);
  }

  /** The trace of one of them, as JSON Lines. */
  textOf(name: string): string {
    return this.#rings.get(name)?.text() ?? '';
  }
}
