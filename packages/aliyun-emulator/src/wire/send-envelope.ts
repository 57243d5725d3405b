import type { ServerResponse } from 'node:http';

import { sendJson } from '@jackfield/emulator-kit';

import type { Envelope } from './wire.ts';

/** Answers in the service's envelope. Refusals are HTTP 200 too: the SDK reads the number only then. */
export function sendEnvelope(response: ServerResponse, envelope: Envelope, status = 200): void {
  sendJson(response, status, envelope);
}
