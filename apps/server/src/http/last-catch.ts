import type { IncomingMessage, ServerResponse } from 'node:http';

/** The last catch around HTTP: a request whose handling fails ends that connection and nothing else. */
export interface LastCatch {
  /** Failures so far: each is a defect that was contained. */
  readonly failures: number;
  /** Counts and logs a failure that somebody else has answered. */
  report(error: unknown): void;
  /** Answers a request by `answer`. */
  run(exchange: {
    readonly request: IncomingMessage;
    readonly response: ServerResponse;
    readonly answer: () => unknown;
  }): void;
}

/** What of a failure goes into the log: never its message, which may repeat what a person wrote. */
export interface FailureEntry {
  /** The name of what was thrown, e.g. `TypeError`. */
  readonly name: string;
  /** Where in the code it was thrown. */
  readonly at: readonly string[];
}

/** Makes one that logs by `log`. */
export function createLastCatch(log: (entry: FailureEntry) => void): LastCatch {
  let failures = 0;
  const report = (error: unknown): void => {
    failures += 1;
    log(entryOf(error));
  };
  return {
    get failures() {
      return failures;
    },
    report,
    run({ request, response, answer }) {
      const failed = (error: unknown): void => {
        report(error);
        if (response.headersSent) response.destroy();
        else response.writeHead(500, { Connection: 'close' }).end('Something went wrong on the server\n');
      };
      request.on('error', () => response.destroy());
      // Within a promise, so that what throws at once and what rejects later go the same way.
      new Promise((resolve) => resolve(answer())).catch(failed);
    },
  };
}

function entryOf(error: unknown): FailureEntry {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return {
    name: error instanceof Error ? error.name : typeof error,
    at: stack
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 8)
      .map((line) => line.trim()),
  };
}
