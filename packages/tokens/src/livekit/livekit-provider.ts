import type { TokenProvider } from '../shared/provider.ts';
import { makeRedactor } from '../shared/redact.ts';
import { mintLivekit } from './livekit-mint.ts';
import type { LivekitSecrets } from './livekit-types.ts';

/** LiveKit as a provider of `createTokenHandler`. */
export function livekitProvider(secrets: LivekitSecrets): TokenProvider {
  return {
    mint: (request) => mintLivekit(request, secrets),
    redact: makeRedactor([secrets.apiSecret]),
  };
}
