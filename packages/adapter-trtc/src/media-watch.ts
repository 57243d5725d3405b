import { mediaConnectionOf, type MediaConnection } from './media-connection.ts';
import type { TrtcInstance } from './port.ts';

/**
 * Watches the media of an instance. Measured: when it is lost the SDK raises no event; its connection is `disconnected` after some 7 s, and
 * another one stands in its place after some 18 s.
 */
export class MediaWatch {
  readonly #tell: (lost: boolean) => void;
  #connection: MediaConnection | undefined;
  #lost = false;

  constructor(tell: (lost: boolean) => void) {
    this.#tell = tell;
  }

  /** Looks at the connection that the instance has now. Called again and again, as nothing says that it is another one. */
  look(engine: TrtcInstance): void {
    const found = mediaConnectionOf(engine);
    if (found !== this.#connection) {
      this.#connection?.removeEventListener('connectionstatechange', this.#judge);
      this.#connection = found;
      found?.addEventListener('connectionstatechange', this.#judge);
    }
    this.#judge();
  }

  /** Looks no longer. */
  end(): void {
    this.#connection?.removeEventListener('connectionstatechange', this.#judge);
    this.#connection = undefined;
    this.#lost = false;
  }

  readonly #judge = (): void => {
    const state = this.#connection?.connectionState;
    const lost = state === 'disconnected' || state === 'failed' || state === 'closed';
    // A connection that is being made is neither.
    if (lost === this.#lost || (!lost && state !== 'connected')) return;
    this.#lost = lost;
    this.#tell(lost);
  };
}
