import { createHmac, randomBytes } from 'node:crypto';
import type { Hono } from 'hono';

/** A TURN server that checks names which this server signs, as coturn with `use-auth-secret` does. */
export interface TurnConfiguration {
  readonly urls: readonly string[];
  readonly secret: string;
}

/** What the routes about networks work with. */
export interface NetworkRouteParts {
  readonly turn: TurnConfiguration | undefined;
  /** Tells whether a request shows the invitation, where there is one. */
  readonly isInvited: (request: Request) => boolean;
}

/** As much as is sent and taken to guess how much a network carries: a second's worth of a weak one. */
const probeBytes = 256 * 1024;

/** How long a name for the relay lasts, seconds: a call's credential lasts as long. */
const relaySeconds = 3600;

/** Adds what a lobby measures a network with, and the relay for networks that let nothing through directly. */
export function addNetworkRoutes(app: Hono, { turn, isInvited }: NetworkRouteParts): void {
  // Nothing on the way makes it smaller.
  const probe = randomBytes(probeBytes);
  app.get('/network/bytes', (context) =>
    context.body(probe, 200, { 'Content-Type': 'application/octet-stream', 'Cache-Control': 'no-store' }),
  );
  app.post('/network/bytes', async (context) => {
    const length = Number(context.req.header('content-length') ?? Number.NaN);
    if (!(length <= probeBytes)) return context.body(null, 413);
    await context.req.arrayBuffer();
    return context.body(null, 204);
  });
  app.post('/network/relay', (context) => {
    if (!isInvited(context.req.raw)) return context.json({ error: { code: 'not-invited' } }, 401);
    return context.json({ iceServers: turn ? [relayOf(turn)] : [] }, 200, { 'Cache-Control': 'no-store' });
  });
}

function relayOf({ urls, secret }: TurnConfiguration): {
  readonly urls: readonly string[];
  readonly username: string;
  readonly credential: string;
} {
  const username = `${String(Math.floor(Date.now() / 1000) + relaySeconds)}:jackfield`;
  return { urls, username, credential: createHmac('sha1', secret).update(username).digest('base64') };
}
