import type { CredentialFunction, RtcAdapter } from '@jackfield/core/adapter';
import { capabilitiesOf, aliyunLimits } from './capabilities.ts';
import { checkSupport } from './check-support.ts';
import type { AliyunCredential } from './credential.ts';
import type { Engines } from './engines.ts';
import { driverParts, type DriverParts } from './load-driver.ts';
import type { AliyunSdk } from './load-sdk.ts';
import type { AliEngine } from './port.ts';

/** What the adapter needs. */
export interface AliyunOptions {
  /** Fetches what the app's own server signed for this user and room. The application's key never reaches a browser. */
  readonly credential: CredentialFunction<AliyunCredential>;
  /**
   * The SDK, where it comes neither from the package nor from the global of a script tag: its class `AliRtcEngine`, or a
   * function that loads it. It is loaded at the first join or by `preload()`, in a browser only; what fails then rejects `sdk-missing`.
   */
  readonly sdk?: AliyunSdk | undefined;
  /**
   * `communication`, where left out: everybody may publish. `interactive-live`: people are `host` or `audience`, and only hosts
   * publish; everybody in a room must use the same.
   */
  readonly profile?: 'communication' | 'interactive-live' | undefined;
}

/**
 * Alibaba Cloud's RTC over `aliyun-webrtc-sdk` 1.16 as an adapter. Driven with the unmodified SDK against
 * the emulator, not yet against the real service.
 */
export function aliyun({ credential, sdk, profile }: AliyunOptions): RtcAdapter<AliEngine> {
  const interactive = profile === 'interactive-live';
  let engines: Engines | undefined;
  const enginesOf = ({ createEngines, sdkLoader }: DriverParts): Engines =>
    (engines ??= createEngines(sdkLoader(sdk)));
  return Object.freeze<RtcAdapter<AliEngine>>({
    specificationVersion: 1,
    name: 'aliyun',
    capabilities: capabilitiesOf({ interactive }),
    limits: aliyunLimits,
    checkSupport,
    async preload() {
      await enginesOf(await driverParts.load()).load();
    },
    createDriver(sink, environment) {
      const parts = driverParts.get();
      const { AliyunDriver } = parts;
      return new AliyunDriver({ sink, environment, credential, engines: enginesOf(parts), interactive });
    },
  });
}
