import { RtcError, type RtcErrorCode } from '@jackfield/core';

/** For whom and what a credential is asked. */
export interface CredentialRequest {
  readonly room: string;
  readonly userId: string;
  readonly displayName?: string | undefined;
  readonly purpose: 'main' | 'companion';
  readonly reason: 'join' | 'expiring' | 'reconnect';
  readonly signal: AbortSignal;
  /** The secret of the link, where the server asks for one. */
  readonly invitation?: string | undefined;
}

const codes: Partial<Record<number, RtcErrorCode>> = {
  401: 'forbidden',
  403: 'forbidden',
  429: 'rate-limited',
  500: 'server-error',
  503: 'server-error',
};

/**
 * Gets a short-lived credential from the server that this page came from. Rejects `network` when it does not answer,
 * `forbidden`, `rate-limited`, `server-error`, or `credential-invalid` for anything else.
 */
export async function fetchCredential(provider: string, request: CredentialRequest): Promise<unknown> {
  const { signal, invitation, ...asked } = request;
  let response: Response;
  try {
    response = await fetch('/token', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(invitation === undefined ? {} : { Authorization: `Bearer ${invitation}` }),
      },
      body: JSON.stringify({ provider, ...asked }),
      signal,
    });
  } catch (cause) {
    throw new RtcError({ code: 'network', message: 'The server of this app does not answer.', cause });
  }
  if (!response.ok) {
    const code = codes[response.status] ?? 'credential-invalid';
    const message = (await reasonOf(response)) ?? `The server gave no access (${response.status}).`;
    throw new RtcError({ code, message, vendorCode: response.status });
  }
  const body: unknown = await response.json();
  return typeof body === 'object' && body !== null && 'credential' in body ? body.credential : undefined;
}

/** What the server says to do about it, where it says so. */
async function reasonOf(response: Response): Promise<string | undefined> {
  try {
    const { error } = (await response.json()) as { readonly error?: { readonly message?: unknown } };
    return typeof error?.message === 'string' ? error.message : undefined;
  } catch {
    // A proxy in front answers as it likes.
    return undefined;
  }
}
