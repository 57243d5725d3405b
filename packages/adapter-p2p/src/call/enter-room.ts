import { untilAborted, type LegContext } from '@jackfield/core/adapter-kit';
import { errors } from '../errors/map-errors.ts';
import type { P2pOptions } from '../p2p-options.ts';
import type { SignallingRequest, SignallingSession } from '../signalling/signalling.ts';
import { fetchToken } from './fetch-token.ts';
import type { IceConfiguration } from './ice-configuration.ts';

/** Enters a room while the ICE servers are fetched. Where either fails a room that was entered in vain is left. */
export async function enterRoom(
  options: P2pOptions,
  { request, environment: { clock } }: Pick<LegContext, 'request' | 'environment'>,
  { ice, state }: Pick<SignallingRequest, 'state'> & { readonly ice: Pick<IceConfiguration, 'refresh'> },
): Promise<SignallingSession> {
  const { room, userId, displayName, signal } = request;
  const opening = options.signalling.open({
    room,
    userId,
    displayName,
    signal,
    clock,
    state,
    credential: (reason) => fetchToken(options, { request, reason }),
  });
  try {
    const servers = untilAborted(ice.refresh(), { signal, what: 'Joining' });
    const [session] = await Promise.all([opening, servers]);
    return session;
  } catch (cause) {
    opening.then(
      (session) => session.abandon(),
      () => undefined,
    );
    throw errors.from(cause, 'The ICE servers could not be had.', 'server-error');
  }
}
