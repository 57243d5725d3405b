import {
  lazyPart,
  RtcError,
  type CredentialFunction,
  type LazyPart,
  type RtcAdapter,
} from '@jackfield/core/adapter';
import { defineAdapter } from '@jackfield/core/adapter-kit';
import { capabilitiesOf, trtcLimits } from './capabilities.ts';
import type { TrtcCredential } from './credential/credential.ts';
import { findProxyFault } from './credential/find-proxy-fault.ts';
import { sdkLoader, type TrtcSdkSource } from './load-sdk.ts';
import type { TrtcInstance, TrtcProxy } from './port.ts';
import type * as leg from './call/open-leg.ts';

/** What the adapter needs. */
export interface TrtcOptions {
  /** Fetches what the app's own server signed for this user. The application's key never reaches a browser. */
  readonly credential: CredentialFunction<TrtcCredential>;
  /**
   * The SDK, where it does not come from the package `trtc-sdk-v5`: its class `TRTC`, or a function that loads it. It is loaded
   * at the first join or by `preload()`, in a browser only; what fails then rejects `sdk-missing`.
   */
  readonly sdk?: TrtcSdkSource | undefined;
  /** `rtc`, where left out: everybody may publish. `live`: people are `anchor` or `audience`; everybody in a room must use the same. */
  readonly scene?: 'rtc' | 'live' | undefined;
  /**
   * Where the service is, when it is not the vendor's own: an emulator, or a proxy of the app's. Also keeps telemetry at home. A
   * credential may name it, too, and counts then.
   */
  readonly proxy?: TrtcProxy | undefined;
}

const legPart: LazyPart<typeof leg> = lazyPart('trtc', () => import('./call/open-leg.ts'));

/**
 * Tencent's RTC over `trtc-sdk-v5` 5.17 as an adapter. Driven with the unmodified SDK against the emulator, not yet against the real
 * service; its work-rounds are tested on a double of the SDK, too.
 *
 * Throws `invalid-argument` for a proxy that the SDK would dial for ever.
 */
export function trtc({ credential, sdk, scene = 'rtc', proxy }: TrtcOptions): RtcAdapter<TrtcInstance> {
  const wrong = proxy === undefined ? undefined : findProxyFault(proxy);
  if (wrong !== undefined) throw new RtcError({ code: 'invalid-argument', message: wrong, adapter: 'trtc' });
  const load = sdkLoader(sdk);
  return defineAdapter<TrtcInstance>({
    name: 'trtc',
    capabilities: capabilitiesOf({ scene }),
    limits: trtcLimits,
    preload: () => Promise.all([legPart.load(), load()]),
    open: async (context) => legPart.get().openLeg({ credential, sdk: await load(), scene, proxy }, context),
  });
}
