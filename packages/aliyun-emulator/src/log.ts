/** How much a log entry matters. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** One entry of the emulator's log. It carries no secret. */
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

/** Writes log entries to a sink. */
export class Log {
  readonly #sink: LogSink | undefined;

  constructor(sink: LogSink | undefined) {
    this.#sink = sink;
  }

  write(level: LogLevel, event: string, detail: Readonly<Record<string, unknown>> = {}): void {
    if (this.#sink === undefined) return;
    try {
      this.#sink({ at: Date.now(), level, event, detail });
    } catch {
      // A sink that fails has nowhere to be reported to but itself.
    }
  }
}

/** A sink that writes one JSON object a line to standard error. */
export const jsonLines: LogSink = (entry) => {
  process.stderr.write(`${JSON.stringify(entry)}\n`);
};
