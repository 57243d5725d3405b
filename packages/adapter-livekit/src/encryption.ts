import { canEncrypt, cannotEncrypt } from './can-encrypt.ts';
import { errors } from './map-errors.ts';

/** How media and messages of one call are encrypted. */
export interface LkEncryption {
  /** What everybody in the room shares: a passphrase, or random bytes. */
  readonly key: string | ArrayBuffer;
  /** The SDK's worker, which sees every encoded frame. */
  readonly worker: Worker;
}

/** How media and messages are encrypted between the participants, so that the server cannot read them. */
export interface LivekitEncryption {
  /**
   * What everybody in the room shares: a passphrase, or random bytes. Comes from the app, by a way that does not pass through
   * the LiveKit server. Whoever has another one is seen in the room, but neither seen nor heard.
   */
  readonly key: (request: {
    readonly room: string;
    readonly userId: string;
  }) => Promise<string | ArrayBuffer>;
  /** Makes the SDK's worker, `livekit-client/e2ee-worker`: only the app's bundler knows where that file goes. */
  readonly worker: () => Worker;
}

/** Fetches the key, and only then makes the worker: where there is no key nothing is left open. */
export async function prepareEncryption(
  { key, worker }: LivekitEncryption,
  about: { readonly room: string; readonly userId: string },
): Promise<LkEncryption> {
  if (!canEncrypt()) throw errors.make('not-supported', cannotEncrypt);
  const failed = errors.rethrow('The encryption key could not be fetched.', 'credential-invalid');
  const secret = await key(about).catch(failed);
  return { key: secret, worker: worker() };
}
