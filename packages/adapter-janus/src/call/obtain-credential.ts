import type { CredentialRequest, JoinRequest } from '@jackfield/core/adapter';
import { fetchCredential } from '@jackfield/core/adapter-kit';
import type { JanusCredential } from '../credential.ts';
import type { JanusOptions } from '../janus.ts';
import { errors } from '../map-errors.ts';

/** Gets a credential from the app's server. Rejects `credential-invalid` where it gives none that says where to connect. */
export async function obtainCredential({
  options: { credential },
  ...about
}: {
  readonly options: Pick<JanusOptions, 'credential'>;
  readonly request: Pick<JoinRequest, 'room' | 'userId' | 'displayName' | 'purpose' | 'signal'>;
  readonly reason: CredentialRequest['reason'];
  readonly signal: AbortSignal;
}): Promise<JanusCredential> {
  const given = await fetchCredential({ ...about, credential, errors });
  if (typeof given === 'object' && /^wss?:\/\//.test(given.url)) return given;
  const message =
    'The credential has no url of a WebSocket. Have the server send { url, token, roomToken, textPin }.';
  throw errors.make('credential-invalid', message);
}
