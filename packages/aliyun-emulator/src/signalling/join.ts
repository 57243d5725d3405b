import { asObject, asText } from '@jackfield/emulator-kit';

import { endSession, enterRoom } from './membership.ts';
import { Refusal } from './refusal.ts';
import { tidOf, type ReplyData, type SessionRequest } from './request.ts';

/** Brings a session into its room. The reply is a receipt; the client polls after it and finds the result there. */
export function join({ service, session, parameters, body }: SessionRequest): ReplyData {
  const tid = tidOf(parameters);
  if (session.state === 'ended') throw new Refusal('session-unknown');
  const { room, userId } = { room: parameters.required('room'), userId: parameters.required('userid') };
  if (room !== session.room || userId !== session.userId) {
    throw new Refusal('parameter-invalid', 'room or user differ from what was allocated');
  }
  if (body !== undefined) {
    const { configure } = asObject(body, 'the body');
    if (configure !== undefined)
      asText(asObject(configure, 'configure')['channelProfile'] ?? '', 'channelProfile');
  }
  if (session.state === 'allocated') {
    session.displayName = parameters.optional('display-name', 256) ?? '';
    enterRoom(service, session);
    session.lastSeen = Date.now();
  }
  session.result('join', tid);
  return { tid };
}

/** Takes a session out of its room; once the result has been polled the session is forgotten. */
export function leave({ service, session, parameters }: SessionRequest): ReplyData {
  const tid = tidOf(parameters);
  endSession(service, session);
  session.leaveTid = tid;
  session.result('leave', tid);
  return {};
}
