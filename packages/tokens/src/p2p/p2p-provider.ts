import type { TokenProvider } from '../shared/provider.ts';
import { makeRedactor } from '../shared/redact.ts';
import { p2pKeyTexts, readP2pKeys } from './p2p-keys.ts';
import { mintP2p } from './p2p-mint.ts';
import type { P2pSecrets } from './p2p-types.ts';

/** Peer-to-peer signalling as a provider of `createTokenHandler`. Throws `invalid-configuration` for a short key at once. */
export function p2pProvider(secrets: P2pSecrets): TokenProvider {
  readP2pKeys(secrets);
  return {
    mint: (request, options) => mintP2p(request, secrets, options),
    redact: makeRedactor(p2pKeyTexts(secrets)),
  };
}
