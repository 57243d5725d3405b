import type { ServerResponse } from 'node:http';

import type { Envelope } from '../signalling/wire.ts';

/** Answers with JSON, unless the connection is gone or has been answered. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed || response.headersSent) return;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(text);
}

/** Answers in the service's envelope. Refusals are HTTP 200 too: the SDK reads the number only then. */
export function sendEnvelope(response: ServerResponse, envelope: Envelope, status = 200): void {
  sendJson(response, status, envelope);
}
