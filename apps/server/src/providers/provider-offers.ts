import type { EnvironmentSecrets } from '@jackfield/tokens';

/** Whether calls with one provider can be made here. */
export type ProviderOffer =
  | {
      readonly ready: true;
      /** Set where the service is a stand-in for the real one. */
      readonly emulated?: true;
      /** Set where a proxy is named in the place of the vendor's own address: this server cannot tell what is behind it. */
      readonly proxied?: true;
    }
  | {
      readonly ready: false;
      /** The variables to set, by name. */
      readonly missing: readonly string[];
    };

/** Says which of the demo's providers that need this server are set up. No value of any variable is in it. */
export function providerOffers({
  secrets,
  emulator,
  janusAdminKey,
}: {
  readonly secrets: Pick<EnvironmentSecrets, 'aliyun' | 'livekit' | 'janus' | 'trtc'>;
  readonly emulator: boolean;
  readonly janusAdminKey: string | undefined;
}): Readonly<Record<string, ProviderOffer>> {
  return {
    p2p: { ready: true },
    aliyun: secrets.aliyun
      ? { ready: true }
      : emulator
        ? { ready: true, emulated: true }
        : { ready: false, missing: ['ALIYUN_APP_ID', 'ALIYUN_APP_KEY'] },
    livekit: secrets.livekit
      ? { ready: true }
      : { ready: false, missing: ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'] },
    trtc: secrets.trtc
      ? { ready: true, ...(secrets.trtc.proxy ? { proxied: true } : {}) }
      : { ready: false, missing: ['TRTC_SDK_APP_ID', 'TRTC_SECRET_KEY'] },
    janus:
      secrets.janus && janusAdminKey !== undefined
        ? { ready: true }
        : { ready: false, missing: ['JANUS_URL', 'JANUS_TOKEN_SECRET', 'JANUS_ADMIN_KEY'] },
  };
}
