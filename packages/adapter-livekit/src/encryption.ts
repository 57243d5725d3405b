import { RtcError } from '@jackfield/core/adapter';
import { canEncrypt } from './can-encrypt.ts';
import { mapError } from './map-errors.ts';
import type { LkEncryption } from './port.ts';

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
  if (!canEncrypt()) {
    const message = 'This browser cannot encrypt between participants. Use a current browser.';
    throw new RtcError({ code: 'not-supported', message, adapter: 'livekit' });
  }
  const secret = await key(about).catch((cause: unknown) => {
    throw mapError(cause, 'The encryption key could not be fetched.', 'credential-invalid');
  });
  return { key: secret, worker: worker() };
}
