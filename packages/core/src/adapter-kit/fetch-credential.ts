import type { CredentialFunction, CredentialRequest } from '../adapter/credential-request.ts';
import type { JoinRequest } from '../adapter/rtc-driver.ts';
import type { ErrorFactory } from './create-errors.ts';
import { abortError, untilAborted } from './until-aborted.ts';

/**
 * Fetches a credential from the app. Rejects `credential-invalid` with the app's own reason as the cause, `network` where its server
 * could not be reached, or with the app's RtcError as it is; `aborted` as soon as the attempt is given up, also where the app's function takes no notice of the signal.
 */
export async function fetchCredential<Credential>({
  credential,
  request,
  reason,
  signal = request.signal,
  errors,
}: CredentialFetch<Credential>): Promise<Credential> {
  const what = 'Fetching the credential';
  if (signal.aborted) throw abortError(signal.reason, what);
  const { room, userId, purpose } = request;
  const displayName = request.displayName || undefined;
  // Begun in a promise: the app's function may throw before it returns one.
  const asked = (async () => credential({ room, userId, displayName, purpose, reason, signal }))();
  const given = asked.catch((cause: unknown) => {
    throw errors.from(cause, 'The credential could not be fetched.', 'credential-invalid');
  });
  return untilAborted(given, { signal, what });
}

/** A request for a credential, and who answers it. */
export interface CredentialFetch<Credential> {
  /** The function of the adapter's options. */
  readonly credential: CredentialFunction<Credential>;
  /** The join that it is for. */
  readonly request: Pick<JoinRequest, 'room' | 'userId' | 'displayName' | 'purpose' | 'signal'>;
  /** The reason why it is needed now. */
  readonly reason: CredentialRequest['reason'];
  /** Gives up the attempt, where that is not the signal of the join. */
  readonly signal?: AbortSignal | undefined;
  /** The adapter's errors. */
  readonly errors: Pick<ErrorFactory, 'from'>;
}
