import type { IncomingMessage, ServerResponse } from 'node:http';

import {
  BadRequest,
  Parameters,
  readJsonBody,
  type RecordSubject,
  type RequestVerdict,
} from '@jackfield/emulator-kit';

import type { AliyunFaultWords } from '../faults/fault-types.ts';
import type { Service } from '../emulator/service.ts';
import { poll } from '../signalling/polling.ts';
import { Refusal } from '../signalling/refusal.ts';
import { sessionOf, tidOf } from '../signalling/request.ts';
import { findRoute, type Route } from '../signalling/routes.ts';
import type { Session } from '../signalling/session.ts';
import type { Envelope } from '../wire/wire.ts';
import { sendEnvelope } from '../wire/send-envelope.ts';

/** Answers one HTTP request of the service. Never rejects: whatever goes wrong becomes an answer. */
export async function dispatch(
  service: Service,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  allowOtherOrigins(response);
  try {
    await route(service, request, response);
  } catch (error) {
    const { status, envelope } = describeFailure(service, error);
    // Whoever sends too much is not read to the end.
    if (status === 413) response.setHeader('connection', 'close');
    sendEnvelope(response, envelope, status);
  }
}

/** Pages of any origin may use the service, as with the real one: what admits is the token, not a cookie. */
function allowOtherOrigins(response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-allow-headers', 'content-type');
  response.setHeader('access-control-allow-methods', 'GET, POST');
  response.setHeader('access-control-max-age', '600');
}

async function route(service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'OPTIONS') {
    response.writeHead(204).end();
    return;
  }
  const url = URL.canParse(request.url ?? '', 'http://emulator')
    ? new URL(request.url ?? '', 'http://emulator')
    : null;
  if (url === null) throw new BadRequest('the address is not readable');
  const found = findRoute(request.method ?? '', url.pathname);
  if (found === undefined) throw new BadRequest('there is nothing at this path', 404);
  if (found === 'wrong-method') throw new BadRequest('this path has another method', 405);
  const parameters = new Parameters(url.searchParams);
  const body = await readJsonBody(request, service.settings.limits.bodyBytes);
  if (found.kind === 'open') serveOpen(service, found, parameters, body, response);
  else await serveSession(service, found, parameters, body, response);
}

function serveOpen(
  service: Service,
  found: Route & { kind: 'open' },
  parameters: Parameters,
  body: unknown,
  response: ServerResponse,
): void {
  const subject: RecordSubject = {
    appId: parameters.optional('appid'),
    room: parameters.optional('room'),
    userId: parameters.optional('userid'),
  };
  service.recorder.add('request', found.name, subject, { query: parameters.all(), body });
  const verdict = service.faults.request(found.name, subject);
  if (verdict.kind === 'go') {
    reply(service, found, subject, response, { code: 0, data: found.handle({ service, parameters, body }) });
  } else fail(service, verdict, { route: found, subject, response });
}

async function serveSession(
  service: Service,
  found: Route & { kind: 'session' | 'polling' },
  parameters: Parameters,
  body: unknown,
  response: ServerResponse,
): Promise<void> {
  const session = sessionOf(service, parameters);
  service.recorder.add('request', found.name, session, { query: parameters.all(), body });
  const verdict = service.faults.request(found.name, session);
  if (verdict.kind !== 'go') {
    fail(service, verdict, { route: found, subject: session, response, session, parameters });
  } else if (found.kind === 'polling') {
    poll(service, session, response);
  } else {
    const data = await found.handle({ service, session, parameters, body });
    reply(service, found, session, response, { code: 0, data });
  }
}

function reply(
  service: Service,
  { name }: Route,
  subject: RecordSubject,
  response: ServerResponse,
  envelope: Envelope,
): void {
  service.faults.answer({ name, part: 'reply' }, subject, () => {
    service.recorder.add('reply', name, subject, envelope);
    sendEnvelope(response, envelope);
  });
}

function fail(
  service: Service,
  verdict: Exclude<RequestVerdict<AliyunFaultWords>, { kind: 'go' }>,
  target: {
    route: Route;
    subject: RecordSubject;
    response: ServerResponse;
    session?: Session;
    parameters?: Parameters;
  },
): void {
  const { response, subject, session, parameters } = target;
  const { name } = target.route;
  if (verdict.kind === 'break') {
    if (verdict.status === undefined) response.destroy();
    else sendEnvelope(response, { code: -1, description: 'broken on demand', data: {} }, verdict.status);
    return;
  }
  const { code, description } = verdict;
  if (verdict.part === 'result' && session !== undefined && parameters !== undefined) {
    session.failedResult(name, tidOf(parameters), { code, description });
    reply(service, target.route, subject, response, { code: 0, data: {} });
    return;
  }
  reply(service, target.route, subject, response, { code, description, data: {} });
}

function describeFailure(service: Service, error: unknown): { status: number; envelope: Envelope } {
  if (error instanceof Refusal) {
    service.log.write('info', 'refused', { code: error.code, reason: error.message });
    return { status: 200, envelope: { code: error.code, description: error.message, data: {} } };
  }
  if (error instanceof BadRequest) {
    service.log.write('warn', 'bad request', { status: error.status, reason: error.message });
    return { status: error.status, envelope: { code: error.status, description: error.message, data: {} } };
  }
  service.log.caught(error);
  return { status: 500, envelope: { code: 500, description: 'the emulator failed; see its log', data: {} } };
}
