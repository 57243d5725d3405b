import { RtcError, type CredentialFunction, type JoinRequest } from '@jackfield/core/adapter';
import { mapError } from './map-errors.ts';
import type { LkRoom } from './port.ts';

/** What the app's server gives out: where to connect, and a token for one room and user. */
export interface LivekitCredential {
  /** The server, `wss://…`. */
  readonly url: string;
  /** A JSON Web Token; the room, the identity and the rights are in it. */
  readonly token: string;
}

/** Enters the room, or leaves nothing behind. A leave or a timeout meanwhile disconnects at once, which rejects the attempt. */
export async function connect(
  room: LkRoom,
  parts: { readonly request: JoinRequest; readonly credential: CredentialFunction<LivekitCredential> },
): Promise<void> {
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
    throw mapError(cause, 'The server refused the join.', 'signalling');
  } finally {
    signal.removeEventListener('abort', stop);
  }
  if (room.name === name && room.localParticipant.identity === userId) return;
  await room.disconnect();
  const message = `The token is for user "${room.localParticipant.identity}" in room "${room.name}". Mint one for "${userId}" in "${name}".`;
  throw new RtcError({ code: 'credential-invalid', message, adapter: 'livekit' });
}
