import type { Clock } from '@jackfield/core/adapter';
import { JanusRefusal } from './janus-refusal.ts';

/** Twice in the shortest session timeout that makes sense. */
const everyMs = 5_000;
/** So many rounds without a word, and the socket is taken for dead. */
const patience = 2;

/** What a {@link Keepalive} asks and tells. */
export interface KeepalivePort {
  /** Asks the server. */
  ask(): Promise<unknown>;
  /** The server has said nothing for too long. */
  silent(): void;
  /** The server does not keep the session. */
  refused(reason: unknown): void;
}

/** Keeps a session alive and notices when the server cannot be heard, also where no socket says that it has closed. */
export class Keepalive {
  readonly #clock: Clock;
  readonly #port: KeepalivePort;
  #cancel: (() => void) | undefined;
  #unheard = 0;

  constructor(clock: Clock, port: KeepalivePort) {
    this.#clock = clock;
    this.#port = port;
  }

  start(): void {
    this.stop();
    this.#unheard = 0;
    this.#arm();
  }

  /** Something came. */
  heard(): void {
    this.#unheard = 0;
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #arm(): void {
    this.#cancel = this.#clock.after(everyMs, () => {
      this.#unheard += 1;
      if (this.#unheard > patience) {
        this.#port.silent();
        return;
      }
      this.#port.ask().catch((reason: unknown) => {
        // Anything else is told by the socket.
        if (reason instanceof JanusRefusal) this.#port.refused(reason);
      });
      this.#arm();
    });
  }
}
