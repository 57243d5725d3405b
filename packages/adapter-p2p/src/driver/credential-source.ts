import type { CredentialFunction, JoinRequest } from '@jackfield/core/adapter';
import { credentialError } from '../errors/map-errors.ts';
import type { P2pCredential } from '../p2p-options.ts';

/** Asks the app's function for credentials of one leg. */
export class CredentialSource {
  readonly #credential: CredentialFunction<P2pCredential> | undefined;
  readonly #request: Pick<JoinRequest, 'room' | 'userId' | 'purpose'>;
  readonly #closed = new AbortController();

  constructor(credential: CredentialFunction<P2pCredential> | undefined, request: JoinRequest) {
    this.#credential = credential;
    this.#request = request;
    const { signal } = request;
    signal.addEventListener('abort', () => this.close(), { once: true, signal: this.#closed.signal });
  }

  /** The credential's text; undefined where the app has no function. Rejects with an RtcError. */
  async get(
    reason: 'join' | 'expiring' | 'reconnect',
    signal: AbortSignal = this.#closed.signal,
  ): Promise<string | undefined> {
    if (!this.#credential) return undefined;
    const { room, userId, purpose } = this.#request;
    try {
      const credential = await this.#credential({ room, userId, purpose, reason, signal });
      return typeof credential === 'string' ? credential : credential.token;
    } catch (error) {
      throw credentialError(error);
    }
  }

  /** Nobody waits any longer. */
  close(): void {
    this.#closed.abort();
  }
}
