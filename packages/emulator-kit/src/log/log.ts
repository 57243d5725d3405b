/** How much a log entry matters. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** One entry of the emulator's log. It carries no secret, and nothing that says who somebody is. */
export interface LogEntry {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** How much it matters. */
  readonly level: LogLevel;
  /** What happened, in a fixed phrase that can be searched for. */
  readonly event: string;
  /** The particulars. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Receives log entries. An exception that it throws is ignored: logging must not break a call. */
export type LogSink = (entry: LogEntry) => void;

/** Writes log entries to a sink, and counts them whether or not there is one. */
export class Log {
  readonly #sink: LogSink | undefined;
  readonly #counts = new Map<string, number>();

  constructor(sink: LogSink | undefined) {
    this.#sink = sink;
  }

  /** Writes one entry. `detail` holds numbers, the emulator's own short names and fixed phrases: no ids of people or rooms. */
  write(level: LogLevel, event: string, detail: Readonly<Record<string, unknown>> = {}): void {
    this.#counts.set(event, (this.#counts.get(event) ?? 0) + 1);
    if (this.#sink === undefined) return;
    try {
      this.#sink({ at: Date.now(), level, event, detail });
    } catch {
      // A sink that fails has nowhere to be reported to but itself.
    }
  }

  /** Tells of an error that nothing closer to it has caught. */
  caught(error: unknown): void {
    this.write('error', 'request failed', { reason: whereItFailed(error) });
  }

  /** How often each event was written. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }
}

/** The kind of an error and where it was thrown. Its message may quote what a client sent, and is left out. */
export function whereItFailed(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line));
  return [error.name, ...frames].join('\n');
}

/** A sink that writes one JSON object a line to standard error. */
export const jsonLines: LogSink = (entry) => {
  process.stderr.write(`${JSON.stringify(entry)}\n`);
};
