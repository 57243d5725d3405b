import { BadRequest, type Parameters } from '@jackfield/emulator-kit';

import type { Service } from '../emulator/service.ts';
import { Refusal } from './refusal.ts';
import type { Session } from './session.ts';

/** A request as its handler sees it. */
export interface SignallingRequest {
  readonly service: Service;
  readonly parameters: Parameters;
  readonly body: unknown;
}

/** A request of an admitted session. */
export interface SessionRequest extends SignallingRequest {
  readonly session: Session;
}

/** What a handler's HTTP reply carries as `data`. */
export type ReplyData = Readonly<Record<string, unknown>>;

const tidPattern = /^[\w-]{1,64}$/u;

/** The client's id of this request, which its polled result must carry. */
export function tidOf(parameters: Parameters): string {
  const tid = parameters.required('tid', 64);
  if (!tidPattern.test(tid))
    throw new BadRequest('the parameter "tid" has other characters than letters, digits, _ and -');
  return tid;
}

/** The id of a call (a publication or a subscription), chosen by the client. */
export function callIdOf(parameters: Parameters, name = 'callid'): string {
  const callId = parameters.required(name, 64);
  if (!tidPattern.test(callId)) throw new BadRequest(`the parameter "${name}" is not usable as an id`);
  return callId;
}

/** Finds the session that a request belongs to. */
export function sessionOf(service: Service, parameters: Parameters): Session {
  const appId = parameters.required('appid', 64);
  const id = parameters.required('session', 64);
  const token = parameters.required('token');
  const session = service.sessions.authenticate(appId, id, token);
  if (session === undefined) throw new Refusal('session-unknown');
  return session;
}

/** Refuses a session that is not in its room. */
export function mustBeJoined(session: Session): void {
  if (session.state !== 'joined') throw new Refusal('not-joined');
}
