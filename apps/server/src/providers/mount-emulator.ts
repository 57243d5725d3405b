import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TokenProvider } from '@jackfield/tokens';
import { startEmulator, type EmulatorPlace, type RunningEmulator } from './start-emulator.ts';

/** An emulator in this server, running or not yet. */
export interface MountedEmulator {
  /** Hands out credentials for it, and starts it where it does not run yet. */
  readonly provider: TokenProvider;
  /** Where its media goes; undefined while it does not run. */
  readonly turnUrl: string | undefined;
  /** People who are connected to it. */
  readonly sessions: number;
  /** Starts it where it does not run yet. Rejects where it cannot start. */
  start(): Promise<void>;
  /** Whether it took the request. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  /** Ends every session and lets go of its port; it does not start again. Idempotent. */
  stop(): Promise<void>;
}

/** Makes a place for an emulator. Nothing runs, and no port is taken, before `start` or the first credential. */
export function mountEmulator(place: EmulatorPlace): MountedEmulator {
  let running: RunningEmulator | undefined;
  let starting: Promise<RunningEmulator> | undefined;
  let stopping: Promise<void> | undefined;

  const ensure = (): Promise<RunningEmulator> => {
    if (stopping) return Promise.reject(new Error('The emulator was stopped.'));
    starting ??= startEmulator(place).then(
      (started) => (running = started),
      (error: unknown) => {
        // The next one who asks may have more luck, with a port that is free again.
        starting = undefined;
        throw error;
      },
    );
    return starting;
  };

  return {
    provider: {
      mint: async (request, options) => (await ensure()).provider.mint(request, options),
      redact: (text) => running?.provider.redact(text) ?? text,
    },
    get turnUrl() {
      return running?.emulator.turnUrl;
    },
    get sessions() {
      return running?.emulator.usage().sessions ?? 0;
    },
    start: async () => {
      await ensure();
    },
    handle: (request, response) => running?.emulator.handle(request, response) ?? false,
    stop: () =>
      (stopping ??= (starting ?? Promise.resolve(undefined)).then(
        (started) => started?.emulator.stop(),
        // One that did not start holds nothing.
        () => undefined,
      )),
  };
}
