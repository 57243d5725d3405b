import { RtcError } from '@jackfield/core';
import { readInvitation } from './address.ts';
import type { CredentialRequest } from './fetch-credential.ts';

/**
 * What an adapter asks for credentials: the server of this page, with the invitation of its link. Rejects as `fetchCredential` does, and
 * `credential-invalid` for an answer of another shape.
 */
export function makeCredentialSource<Credential extends object>(
  provider: string,
  isCredential: (value: object) => value is Credential,
): (request: CredentialRequest) => Promise<Credential> {
  return async (request) => {
    const invitation = readInvitation(location.href);
    // Comes with the call's code: the lobby asks for nothing.
    const { fetchCredential } = await import('./fetch-credential.ts');
    const credential = await fetchCredential(provider, { ...request, invitation });
    if (typeof credential === 'object' && credential !== null && isCredential(credential)) return credential;
    throw new RtcError({
      code: 'credential-invalid',
      message: 'The server answered without a usable credential.',
    });
  };
}

/** Whether each of these members is there and a text that is not empty. */
export function hasTexts<Name extends string>(
  value: object,
  names: readonly Name[],
): value is Readonly<Record<Name, string>> {
  return names.every((name) => {
    const text: unknown = Reflect.get(value, name);
    return typeof text === 'string' && text !== '';
  });
}
