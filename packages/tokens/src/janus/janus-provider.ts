import type { TokenProvider } from '../shared/provider.ts';
import { makeRedactor } from '../shared/redact.ts';
import { mintJanus } from './janus-mint.ts';
import type { JanusSecrets } from './janus-types.ts';

/** Janus as a provider of `createTokenHandler`. Rooms are made by somebody else: `@jackfield/adapter-janus/server` does. */
export function janusProvider(secrets: JanusSecrets): TokenProvider {
  return {
    mint: (request, options) => mintJanus(request, secrets, options),
    redact: makeRedactor([secrets.tokenSecret]),
  };
}
