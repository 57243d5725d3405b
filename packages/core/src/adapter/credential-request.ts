/** The purpose that an adapter asks a credential for. */
export interface CredentialRequest {
  /** The room. */
  readonly room: string;
  /** The app's id of the user. */
  readonly userId: string;
  /** The name that the user joins with, where the vendor takes it from the credential; what the server signs is what counts. */
  readonly displayName?: string | undefined;
  /** Which connection of the user it is for: `companion` where a vendor needs a second one for a screen share. */
  readonly purpose: 'main' | 'companion';
  /** Why it is needed now. */
  readonly reason: 'join' | 'expiring' | 'reconnect';
  /** Gives up the attempt. */
  readonly signal: AbortSignal;
}

/**
 * Where an adapter gets its credentials: the app's own server, asked anew each time. What it rejects with reaches the
 * app as the cause of a `credential-invalid`, unless it is an `RtcError` already.
 *
 * @typeParam Credential - the adapter's own shape.
 */
export type CredentialFunction<Credential> = (request: CredentialRequest) => Promise<Credential>;
