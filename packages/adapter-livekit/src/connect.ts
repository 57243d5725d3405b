import { RtcError, type CredentialFunction, type JoinRequest } from '@jackfield/core/adapter';
import { codeOf, mapError } from './map-errors.ts';
import type { LkRoom } from './port.ts';
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
  room: LkRoom,
  parts: { readonly request: JoinRequest; readonly credential: CredentialFunction<LivekitCredential> },
): Promise<string> {
  const { room: name, userId, displayName, purpose, signal } = parts.request;
  const { url, token } = await parts
    // The name is in the token: others see whom the server let in, not what a client calls itself.
    .credential({
      room: name,
      userId,
      displayName: displayName || undefined,
      purpose,
      reason: 'join',
      signal,
    })
    .catch((cause: unknown) => {
      throw mapError(cause, 'The credential could not be fetched.', 'credential-invalid');
    });
  signal.throwIfAborted();
  const stop = (): void => void room.disconnect();
  signal.addEventListener('abort', stop);
  try {
    await room.connect(url, token);
  } catch (cause) {
    throw refusal(cause, token);
  } finally {
    signal.removeEventListener('abort', stop);
  }
  if (room.name === name && room.localParticipant.identity === userId) return token;
  await room.disconnect();
  const message = `The token is for user "${room.localParticipant.identity}" in room "${room.name}". Mint one for "${userId}" in "${name}".`;
  throw new RtcError({ code: 'credential-invalid', message, adapter: 'livekit' });
}

/** The server says of every token that it does not take the same; what is wrong with it can be read. */
function refusal(cause: unknown, token: string): RtcError {
  const claims = tokenClaims(token);
  if (codeOf(cause) === 'credential-invalid' && claims) {
    const own = { adapter: 'livekit', cause };
    if ((claims.endsAt ?? Infinity) <= Date.now()) {
      const message = 'The token has ended. Fetch one for each join.';
      return new RtcError({ code: 'credential-expired', message, ...own });
    }
    if (!claims.joins) {
      const message = 'The token lets nobody into a room. Mint one with the grant roomJoin.';
      return new RtcError({ code: 'forbidden', message, ...own });
    }
  }
  return mapError(cause, 'The server refused the join.', 'signalling');
}
