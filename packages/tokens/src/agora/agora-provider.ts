import type { TokenProvider } from '../shared/provider.ts';
import { makeRedactor } from '../shared/redact.ts';
import { mintAgora } from './agora-mint.ts';
import type { AgoraSecrets } from './agora-types.ts';

/** Agora as a provider of `createTokenHandler`. */
export function agoraProvider(secrets: AgoraSecrets): TokenProvider {
  return {
    mint: (request, options) => mintAgora(request, secrets, options),
    redact: makeRedactor([secrets.appCertificate]),
  };
}
