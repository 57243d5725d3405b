import { BadRequest, type Parameters, sameSecret } from '@jackfield/emulator-kit';

import type { Service } from '../emulator/service.ts';
import { checkAdmission, type AdmissionClaim } from './admission.ts';
import { ItemQueue } from './item-queue.ts';
import { endSession, forgetSession } from './membership.ts';
import { Refusal } from './refusal.ts';
import type { ReplyData, SignallingRequest } from './request.ts';
import { Session } from './session.ts';

/** The one name that clients echo as `server`. */
export const serverName: string = 'aliyun-emulator-1';

/** Admits a client and tells it where to go on: signalling address, server name, TURN address. */
export function allocate({ service, parameters }: SignallingRequest): ReplyData {
  const claim: AdmissionClaim = {
    appId: parameters.required('appid'),
    room: parameters.required('room'),
    userId: parameters.required('userid'),
    nonce: parameters.required('nonce'),
    timestamp: parameters.required('timestamp'),
    token: parameters.required('token'),
  };
  const id = parameters.required('session', 64);
  if (!/^[\w-]{8,64}$/u.test(id)) throw new BadRequest('the parameter "session" is not usable as an id');
  checkAdmission(claim, service.settings.apps, service.settings.nowSeconds());
  if (service.rooms.isClosed(claim.appId, claim.room)) throw new Refusal('room-closed');
  const session = service.sessions.find(claim.appId, id) ?? admit(service, parameters, { ...claim, id });
  if (
    session.room !== claim.room ||
    session.userId !== claim.userId ||
    !sameSecret(session.token, claim.token)
  ) {
    throw new Refusal('parameter-invalid', 'the session id is in use');
  }
  return {
    arch: 'alirtc',
    slbs: [service.originFor(session.alias)],
    servers: [serverName],
    // The word "udp" must not be in it: the SDK would replace the port by three of its own.
    routers: [`turn:${service.settings.publicTurn ?? `${service.settings.host}:${service.media.turn.port}`}`],
  };
}

function admit(service: Service, parameters: Parameters, claim: AdmissionClaim & { id: string }): Session {
  const { limits, timings } = service.settings;
  if (service.sessions.size >= limits.sessions) throw new Refusal('service-busy', 'too many sessions');
  const profile = parameters.choice('channelprofile', ['communication', 'interactive_live']);
  // The SDK calls a host `interactive_live` here, and `interactive` in every later request.
  const named = (): 'live' | 'interactive' =>
    parameters.choice('clientrole', ['live', 'interactive', 'interactive_live']) === 'live'
      ? 'live'
      : 'interactive';
  const role = profile === 'communication' ? 'interactive' : named();
  const { id, appId, room, userId, token } = claim;
  const session: Session = new Session(
    { id, alias: service.sessions.nextAlias(), appId, room, userId, token, profile },
    {
      role,
      faults: service.faults,
      queue: new ItemQueue({
        holdMs: timings.pollHoldMs,
        capacity: limits.queuedItems,
        onOverflow: () => {
          service.log.write('warn', 'session dropped: it does not poll', { session: session.alias });
          endSession(service, session);
          forgetSession(service, session);
        },
      }),
    },
  );
  service.sessions.add(session);
  return session;
}
