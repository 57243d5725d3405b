import { mediaConnectionOf, type MediaConnection } from './media-connection.ts';
import type { TrtcInstance } from '../port.ts';

/**
 * Watches the media of an instance. Measured: when it is lost the SDK raises no event; its connection is `disconnected` after some 7 s, and
 * another one stands in its place after 5 to 18 s.
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
      const isAnother = this.#connection !== undefined && found !== undefined;
      this.#connection?.removeEventListener('connectionstatechange', this.#judge);
      this.#connection = found;
      found?.addEventListener('connectionstatechange', this.#judge);
      // The one before was given up; this one carries nothing yet.
      if (isAnother && found.connectionState !== 'connected') this.#set(true);
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
    if (state === 'disconnected' || state === 'failed' || state === 'closed') this.#set(true);
    // One that is being made is neither.
    else if (state === 'connected') this.#set(false);
  };

  #set(lost: boolean): void {
    if (lost === this.#lost) return;
    this.#lost = lost;
    this.#tell(lost);
  }
}
