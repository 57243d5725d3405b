import { BadRequest, type RecordSubject } from '@jackfield/emulator-kit';

import type { Service } from '../emulator/service.ts';
import { Refusal } from '../wire/refusal.ts';
import { serviceCodes } from '../wire/codes.ts';
import { requestOf, type ClientRequest } from '../wire/request.ts';
import { fine, type Answer, type Connection } from './connection.ts';
import { sessionHandlers } from './handlers.ts';
import { join, reconnect } from './join.ts';

/** Carries one message of a client out. Rejects for none: whatever goes wrong becomes an answer, or ends that socket. */
export async function dispatch(
  service: Service,
  connection: Connection,
  incoming: { text: string; refusal: Answer | undefined },
): Promise<void> {
  if (connection.silent) return;
  let request: ClientRequest | undefined;
  try {
    request = requestOf(incoming.text);
  } catch (error) {
    if (!(error instanceof BadRequest)) throw error;
    service.log.write('warn', 'bad request', { session: connection.alias });
    connection.close(1003);
    return;
  }
  if (request === undefined) {
    service.log.write('info', 'unknown request', { session: connection.alias });
    return;
  }
  const subject = subjectOf(service, connection, request);
  service.recorder.add('request', request.cmd, subject, request.data);
  const verdict = service.faults.request(request.cmd, subject);
  if (verdict.kind === 'break') {
    connection.cut();
    return;
  }
  if (verdict.kind === 'refuse') {
    connection.answer(request, { code: verdict.code, message: verdict.description, data: {} }, subject);
    return;
  }
  if (incoming.refusal !== undefined) {
    // The client listens for a refusal only now: one that comes before its first request can be lost (measured).
    service.log.write('info', 'refused', { code: incoming.refusal.code });
    connection.notice('channel-set-up', incoming.refusal, subject);
    return;
  }
  await carryOut(service, connection, { request, subject });
}

async function carryOut(
  service: Service,
  connection: Connection,
  { request, subject }: { request: ClientRequest; subject: RecordSubject },
): Promise<void> {
  let answer: Answer;
  try {
    answer = await handle(service, connection, request);
  } catch (error) {
    answer = failureOf(service, error);
  }
  connection.answer(request, answer, subject);
  const session = service.sessions.find(connection.tinyId);
  if (session === undefined || answer.code !== 0) return;
  const room = service.rooms.get(session.key);
  if (request.cmd === 'join/v2' || request.cmd === 'reconnect') room?.tellPublishers(session);
}

function handle(service: Service, connection: Connection, request: ClientRequest): Answer | Promise<Answer> {
  if (request.cmd === 'join/v2') return join(service, connection, request.data);
  if (request.cmd === 'reconnect') return reconnect(service, connection, request).answer;
  const session = service.sessions.find(connection.tinyId);
  const room = session === undefined ? undefined : service.rooms.get(session.key);
  if (session === undefined || room === undefined) {
    if (request.cmd === 'leave' || request.cmd === 'ability_status_report') return fine();
    throw new Refusal('not-joined');
  }
  return sessionHandlers[request.cmd]({ service, session, room, data: request.data });
}

function failureOf(service: Service, error: unknown): Answer {
  if (error instanceof Refusal) {
    service.log.write('info', 'refused', { code: error.code });
    return { code: error.code, message: error.message, data: {} };
  }
  if (error instanceof BadRequest) {
    service.log.write('warn', 'bad request', {});
    return { code: serviceCodes['parameter-invalid'].code, message: error.message, data: {} };
  }
  service.log.caught(error);
  return { code: serviceCodes['service-busy'].code, message: 'the emulator failed; see its log', data: {} };
}

/** Whom a request is about: the session once there is one, before that the claim. */
function subjectOf(service: Service, connection: Connection, request: ClientRequest): RecordSubject {
  const session = service.sessions.find(connection.tinyId);
  if (session !== undefined) return session;
  const { roomId } = request.data;
  return {
    appId: String(connection.sdkAppId),
    room: typeof roomId === 'string' ? roomId.slice(0, 64) : undefined,
    userId: connection.userId,
    alias: connection.alias,
  };
}
