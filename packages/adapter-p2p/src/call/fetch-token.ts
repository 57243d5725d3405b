import type { CredentialRequest, JoinRequest } from '@jackfield/core/adapter';
import { fetchCredential, readField } from '@jackfield/core/adapter-kit';
import { errors } from '../errors/map-errors.ts';
import type { P2pOptions } from '../p2p-options.ts';

/** The text of a credential; undefined where the app has no function for it. Rejects with an RtcError. */
export async function fetchToken(
  { credential }: Pick<P2pOptions, 'credential'>,
  about: {
    readonly request: JoinRequest;
    readonly reason: CredentialRequest['reason'];
    readonly signal?: AbortSignal;
  },
): Promise<string | undefined> {
  if (!credential) return undefined;
  const given: unknown = await fetchCredential({ ...about, credential, errors });
  const token = typeof given === 'string' ? given : readField(given, 'token');
  if (typeof token === 'string') return token;
  const message = 'The credential has no token. Have the server send a text, or { token }.';
  throw errors.make('credential-invalid', message);
}
