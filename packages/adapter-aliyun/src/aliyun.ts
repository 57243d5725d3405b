import { lazyPart, type CredentialFunction, type RtcAdapter } from '@jackfield/core/adapter';
import { defineAdapter } from '@jackfield/core/adapter-kit';
import { capabilitiesOf, aliyunLimits } from './capabilities.ts';
import type { AliyunCredential } from './credential/credential.ts';
import type { Engines } from './engine/engines.ts';
import type { AliEngine } from './engine/port.ts';
import type { AliyunSdk } from './load-sdk.ts';

/** What calls are made of, and a lobby does not need. */
const call = lazyPart('aliyun', () => import('./call/join-channel.ts'));

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
   * The address of the SDK's file, `dist/aliyun-webrtc-sdk.js` of 1.16.0, where you serve it yourself: the adapter adds the script at the
   * first join or by `preload()`, and the browser takes it only with the bytes that this adapter was driven with.
   */
  readonly src?: string | undefined;
  /** The digest of the bytes at `src` (`sha384-…`), where they are another file than that of 1.16.0. */
  readonly integrity?: string | undefined;
  /**
   * `communication`, where left out: everybody may publish. `interactive-live`: people are `host` or `audience`, and only hosts
   * publish; everybody in a room must use the same.
   */
  readonly profile?: 'communication' | 'interactive-live' | undefined;
}

/**
 * Alibaba Cloud's RTC over `aliyun-webrtc-sdk` 1.16 as an adapter. Driven with the unmodified SDK against
 * the emulator, not yet against the real service. The SDK's own `isSupport` opens the microphone and the camera, so it is not asked
 * whether calls are possible.
 */
export function aliyun({ credential, profile, ...place }: AliyunOptions): RtcAdapter<AliEngine> {
  const interactive = profile === 'interactive-live';
  let engines: Engines | undefined;
  return defineAdapter<AliEngine>({
    name: 'aliyun',
    capabilities: capabilitiesOf({ interactive }),
    limits: aliyunLimits,
    async preload() {
      const { createEngines, sdkLoader } = await call.load();
      engines ??= createEngines(sdkLoader(place));
      await engines.load();
    },
    async open(leg) {
      const { createEngines, joinChannel, sdkLoader } = call.get();
      engines ??= createEngines(sdkLoader(place));
      return joinChannel({ credential, engines, interactive }, leg);
    },
  });
}
