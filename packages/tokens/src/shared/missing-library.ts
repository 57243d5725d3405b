import { TokenError } from './token-error.ts';

/** Where a vendor's library cannot be loaded: what its server has to install. */
export function missingLibrary(
  library: 'agora-token' | 'jose' | 'livekit-server-sdk',
  cause: unknown,
): TokenError {
  const message = `${library} could not be loaded, with which these credentials are made. Install it beside @jackfield/tokens: npm install ${library}`;
  return new TokenError('invalid-configuration', message, { field: library, cause });
}
