import type { CredentialFunction, RtcError } from '@jackfield/core/adapter';
import { fetchCredential, type LegContext } from '@jackfield/core/adapter-kit';
import type { LivekitRoom } from './load-sdk.ts';
import { codeOf, errors } from './map-errors.ts';
import { tokenClaims } from './token-claims.ts';

/** What the app's server gives out: where to connect, and a token for one room and user. */
export interface LivekitCredential {
  /** The server, `wss://…`. */
  readonly url: string;
  /** A JSON Web Token; the room, the identity and the rights are in it. */
  readonly token: string;
}

/** Enters the room, or leaves nothing behind. Resolves with the token that it took. A leave or a timeout meanwhile disconnects at once, which rejects the attempt. */
export async function connect(
  room: LivekitRoom,
  {
    request,
    environment,
    credential,
  }: Pick<LegContext, 'request' | 'environment'> & {
    readonly credential: CredentialFunction<LivekitCredential>;
  },
): Promise<string> {
  const { room: name, userId, signal } = request;
  // The room drops it with a join that fails.
  const { engine } = room;
  // The name is in the token: others see whom the server let in, not what a client calls itself.
  const { url, token } = await fetchCredential({ credential, request, reason: 'join', errors });
  const stop = (): void => void room.disconnect();
  signal.addEventListener('abort', stop);
  try {
    await room.connect(url, token, { autoSubscribe: false });
  } catch (cause) {
    // Measured: of a join that the server refuses the SDK forgets the peer connection, which it has made for the offer
    // that goes with the request, and a timer over it, and never lets go of either.
    await engine.cleanupPeerConnections();
    engine.cleanupLossyDataStats();
    throw refusal(cause, token, environment.wallNow());
  } finally {
    signal.removeEventListener('abort', stop);
  }
  const { identity } = room.localParticipant;
  if (room.name === name && identity === userId) return token;
  await room.disconnect();
  const message = `The token is for user "${identity}" in room "${room.name}". Mint one for "${userId}" in "${name}".`;
  throw errors.make('credential-invalid', message);
}

/** The server says of every token that it does not take the same; what is wrong with it can be read. */
function refusal(cause: unknown, token: string, now: number): RtcError {
  const claims = tokenClaims(token);
  if (codeOf(cause) === 'credential-invalid' && claims) {
    if ((claims.endsAt ?? Infinity) <= now)
      return errors.make('credential-expired', 'The token has ended. Fetch one for each join.', { cause });
    if (!claims.joins) {
      const message = 'The token lets nobody into a room. Mint one with the grant roomJoin.';
      return errors.make('forbidden', message, { cause });
    }
  }
  return errors.from(cause, 'The server refused the join.', 'signalling');
}
