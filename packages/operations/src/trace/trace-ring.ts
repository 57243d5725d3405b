import { RtcError } from '@jackfield/core';
import type { TraceSink } from './record.ts';
import type { TraceEntry, TraceHeader } from './trace-entry.ts';

/** A black box: the newest lines of a trace, in a bounded memory. */
export interface TraceRing extends TraceSink {
  /** The trace as JSON Lines: the header, then the lines that are left, the oldest first. */
  text(): string;
  /** The number of lines that are left. */
  readonly size: number;
}

/** Makes a black box. The beginning of each leg stays while the leg has lines, so that a trace can always be played. */
export function createTraceRing({ lines = 20_000 }: { readonly lines?: number | undefined } = {}): TraceRing {
  if (!(Number.isInteger(lines) && lines > 0))
    throw new RtcError({ code: 'invalid-argument', message: 'A ring needs a number of lines above 0.' });
  let header: TraceHeader | undefined;
  let entries: TraceEntry[] = [];
  let forgotten = 0;
  /** The oldest go, half of the ring at once: each line is moved about once. */
  function forget(): void {
    const half = entries.length - Math.ceil(lines / 2);
    const legs = new Set(entries.slice(half).map(({ leg }) => leg));
    const joins = new Set<string>();
    const kept = entries.slice(0, half).filter((entry) => {
      if (!legs.has(entry.leg)) return false;
      if (entry.kind === 'command' && entry.name === 'doJoin')
        joins.add(`${String(entry.leg)}/${String(entry.id)}`);
      else if (entry.kind !== 'settled' || !joins.has(`${String(entry.leg)}/${String(entry.id)}`))
        return false;
      return true;
    });
    forgotten += half - kept.length;
    entries = [...kept, ...entries.slice(half)];
  }
  return {
    begin(given) {
      header = given;
    },
    write(entry) {
      entries.push(entry);
      if (entries.length > lines) forget();
    },
    text() {
      if (!header) return '';
      const all: readonly unknown[] = [{ ...header, forgotten }, ...entries];
      return all.map((line) => `${JSON.stringify(line)}\n`).join('');
    },
    get size() {
      return entries.length;
    },
  };
}
