import type { CredentialFunction, RtcAdapter } from '@jackfield/core/adapter';
import { aliyunCapabilities, aliyunLimits } from './capabilities.ts';
import { checkSupport } from './check-support.ts';
import { AliyunDriver } from './driver.ts';
import { loadSdk } from './load-sdk.ts';
import type { AliCredential, AliEngine, AliEngineConstructor } from './port.ts';

/** What the adapter needs. */
export interface AliyunOptions {
  /** Fetches what the app's own server signed for this user and room. The application's key never reaches a browser. */
  readonly credential: CredentialFunction<AliCredential>;
  /** Loads the SDK, where it does not come from the package: a script tag's global, or a copied file. */
  readonly sdk?: (() => Promise<AliEngineConstructor>) | undefined;
}

/**
 * Alibaba Cloud's RTC over `aliyun-webrtc-sdk` 1.16 as an adapter. Driven with the unmodified SDK against
 * the emulator, not yet against the real service.
 */
export function aliyun({ credential, sdk = loadSdk }: AliyunOptions): RtcAdapter<AliEngine> {
  return Object.freeze<RtcAdapter<AliEngine>>({
    specificationVersion: 0,
    name: 'aliyun',
    capabilities: aliyunCapabilities,
    limits: aliyunLimits,
    checkSupport,
    async preload() {
      await sdk();
    },
    createDriver: (sink, environment) => new AliyunDriver({ sink, environment, credential, sdk }),
  });
}
