import type { CredentialFunction, RtcAdapter } from '@jackfield/core/adapter';
import { defineAdapter } from '@jackfield/core/adapter-kit';
import { capabilities, limits } from './capabilities.ts';
import { join } from './join.ts';
import { loadSdk } from './load-sdk.ts';
import type { AcmeRoom, AcmeSdk } from './port.ts';

/** The account of an app. */
export interface AcmeOptions {
  /** Fetches a token from the app's own server, for each join anew. The account's secret never comes into a browser. */
  readonly credential: CredentialFunction<string>;
  /** Loads the SDK in another way than by its package. */
  readonly sdk?: (() => Promise<AcmeSdk>) | undefined;
}

/** Acme as an adapter. `session.native` is the vendor's room. */
export function acme({ credential, sdk }: AcmeOptions): RtcAdapter<AcmeRoom> {
  let loading: Promise<AcmeSdk> | undefined;
  const load = (): Promise<AcmeSdk> =>
    (loading ??= loadSdk(sdk).catch((cause: unknown) => {
      // What failed once, such as a chunk that did not come, may work the next time.
      loading = undefined;
      throw cause;
    }));
  return defineAdapter<AcmeRoom>({
    name: 'acme',
    capabilities,
    limits,
    preload: load,
    open: async (leg) => join(await load(), credential, leg),
  });
}
