import type { TokenProvider } from '../shared/provider.ts';
import { makeRedactor } from '../shared/redact.ts';
import { mintTrtc } from './trtc-mint.ts';
import type { TrtcSecrets } from './trtc-types.ts';

/** Tencent TRTC as a provider of `createTokenHandler`. */
export function trtcProvider(secrets: TrtcSecrets): TokenProvider {
  return {
    mint: (request, options) => mintTrtc(request, secrets, options),
    redact: makeRedactor([secrets.secretKey]),
  };
}
