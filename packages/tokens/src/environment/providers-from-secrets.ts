import { p2pKeyTexts } from '../p2p/p2p-keys.ts';
import type { TokenProvider } from '../shared/provider.ts';
import { makeRedactor } from '../shared/redact.ts';
import type { EnvironmentSecrets } from './secrets-from-environment.ts';

/**
 * Makes a provider for every vendor that has secrets, named `aliyun`, `aliyun-artc`, `livekit`, `agora`, `trtc`, `janus` and `p2p`.
 * A vendor's library is loaded when its first credential is asked for, never otherwise.
 */
export function providersFromSecrets(secrets: EnvironmentSecrets): Readonly<Record<string, TokenProvider>> {
  const { aliyun, livekit, agora, trtc, janus, p2p } = secrets;
  return {
    ...(aliyun && {
      aliyun: lazily([aliyun.appKey], async () => (await import('../aliyun.ts')).aliyunProvider(aliyun)),
      'aliyun-artc': lazily([aliyun.appKey], async () =>
        (await import('../aliyun.ts')).aliyunArtcProvider(aliyun),
      ),
    }),
    ...(livekit && {
      livekit: lazily([livekit.apiSecret], async () =>
        (await import('../livekit.ts')).livekitProvider(livekit),
      ),
    }),
    ...(agora && {
      agora: lazily([agora.appCertificate], async () => (await import('../agora.ts')).agoraProvider(agora)),
    }),
    ...(trtc && {
      trtc: lazily([trtc.secretKey], async () => (await import('../trtc.ts')).trtcProvider(trtc)),
    }),
    ...(janus && {
      janus: lazily([janus.tokenSecret], async () => (await import('../janus.ts')).janusProvider(janus)),
    }),
    ...(p2p && { p2p: lazily(p2pKeyTexts(p2p), async () => (await import('../p2p.ts')).p2pProvider(p2p)) }),
  };
}

function lazily(secrets: readonly string[], load: () => Promise<TokenProvider>): TokenProvider {
  let loading: Promise<TokenProvider> | undefined;
  return {
    mint: async (request, options) => {
      loading ??= load();
      const provider = await loading.catch((cause: unknown) => {
        // The next request may try again.
        loading = undefined;
        throw cause;
      });
      return provider.mint(request, options);
    },
    redact: makeRedactor(secrets),
  };
}
