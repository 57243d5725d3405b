import type { Context, Hono } from 'hono';
import * as v from 'valibot';
import type { HostPolicy } from '../http/allowed-hosts.ts';
import type { ClientCookie } from '../http/client-cookie.ts';
import type { HostState, Place } from './host-state.ts';
import type { HostedRooms } from './hosted-rooms.ts';
import type { Moderator } from './moderators.ts';

/** What the routes of host tools work with. */
export interface HostRouteParts {
  readonly rooms: HostedRooms;
  readonly cookie: ClientCookie;
  readonly hosts: HostPolicy;
  /** By provider; the others have no host. */
  readonly moderators: ReadonlyMap<string, Moderator>;
  /** Tells whether a request shows the invitation, where there is one. */
  readonly isInvited: (request: Request) => boolean;
  /** Tells whether a browser has the credential of that user in that room. */
  readonly isBound: (room: string, userId: string, holder: string) => boolean;
  /** Something went wrong that is no fault of the client. */
  readonly reportError: (error: unknown) => void;
}

const longestBody = 2048;
/** A sign of life, so that nothing on the way takes a quiet stream for a dead one. Milliseconds. */
const signEveryMs = 15_000;

const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/));
const place = { provider: v.pipe(v.string(), v.maxLength(32)), room: id, userId: id };
const following = v.strictObject({
  ...place,
  as: v.picklist(['member', 'waiting']),
  name: v.pipe(v.string(), v.maxLength(256)),
  key: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/))),
});
const acting = v.variant('act', [
  v.strictObject({ ...place, act: v.picklist(['lock', 'waiting-room']), on: v.boolean() }),
  v.strictObject({ ...place, act: v.picklist(['admit', 'refuse', 'remove', 'hand-over']), target: id }),
  v.strictObject({
    ...place,
    act: v.literal('mute'),
    target: id,
    mid: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{1,16}$/))),
  }),
]);

/** Adds what makes somebody host: a stream that tells what a room is like, and what the host does to it. */
export function addHostRoutes(app: Hono, parts: HostRouteParts): void {
  const { rooms, cookie, moderators, isBound, reportError } = parts;

  app.post('/host/stream', async (context) => {
    const asked = await read(context, following, parts);
    if (asked instanceof Response) return asked;
    const holder = cookie.holderOf(context.req.raw);
    const member = asked.as === 'member';
    if (member && !isBound(asked.room, asked.userId, holder)) return context.json(not('forbidden'), 403);
    const person = { userId: asked.userId, holder, name: asked.name, key: asked.key };
    const body = openStream(context.req.raw.signal, (stream) =>
      rooms.follow(placeOf(asked), { person, member, stream }),
    );
    if (!body) return context.json(not('too-many'), 429);
    return context.body(body, 200, {
      'Content-Type': 'application/x-ndjson; charset=utf-8',
      'Cache-Control': 'no-store',
    });
  });

  app.post('/host/act', async (context) => {
    const asked = await read(context, acting, parts);
    if (asked instanceof Response) return asked;
    const { userId, provider, room } = asked;
    const holder = cookie.holderOf(context.req.raw);
    const here = placeOf(asked);
    // Who acts is whom their browser's cookie says, and nobody else: the user id alone proves nothing.
    if (!rooms.isHost(here, { userId, holder })) return context.json(not('forbidden'), 403);
    const moderator = moderators.get(provider);
    try {
      if (asked.act === 'mute') {
        await moderator?.mute({ room, userId: asked.target, mid: asked.mid });
        return context.json({ done: true });
      }
      if (!rooms.act(here, asked)) return context.json(not('nobody'), 404);
      if (asked.act === 'remove') await moderator?.remove({ room, userId: asked.target });
      return context.json({ done: true });
    } catch (error) {
      reportError(error);
      return context.json(not('provider'), 502);
    }
  });
}

function placeOf({ provider, room }: Place): Place {
  return { provider, room };
}

function not(code: string): { readonly error: { readonly code: string } } {
  return { error: { code } };
}

/** What was asked for, where whoever asks may ask and it has the right shape. */
async function read<Schema extends v.GenericSchema<unknown, Place>>(
  context: Context,
  schema: Schema,
  { hosts, moderators, isInvited }: HostRouteParts,
): Promise<v.InferOutput<Schema> | Response> {
  const { req } = context;
  if (!hosts.allowsOrigin(req.header('origin'))) return context.json(not('forbidden'), 403);
  if (!isInvited(req.raw)) return context.json(not('not-invited'), 401);
  // No form of another site has this type.
  if (req.header('content-type')?.split(';', 1)[0] !== 'application/json') {
    return context.json(not('unsupported-media-type'), 415);
  }
  const length = Number(req.header('content-length') ?? Number.NaN);
  if (!(length <= longestBody)) return context.json(not('payload-too-large'), 413);
  // A body that is no JSON fits no schema: it is answered as every other that does not.
  const result = v.safeParse(schema, await req.json().catch(() => undefined));
  if (!result.success || !moderators.has(result.output.provider)) {
    return context.json(not('invalid-argument'), 400);
  }
  return result.output;
}

/** A stream of states, one a line; undefined where it is refused. */
function openStream(
  signal: AbortSignal,
  follow: (stream: { tell(state: HostState): void; end(): void }) => (() => void) | undefined,
): ReadableStream<Uint8Array> | undefined {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const early: string[] = [];
  let over = false;
  const started: { undo?: (() => void) | undefined } = {};
  const write = (text: string): void => {
    if (over) return;
    if (!controller) early.push(text);
    // Who does not read is told nothing more: they ask again.
    else if ((controller.desiredSize ?? 0) < -100) end();
    else controller.enqueue(encoder.encode(text));
  };
  const sign = setInterval(() => write('\n'), signEveryMs).unref();
  const end = (): void => {
    if (over) return;
    over = true;
    clearInterval(sign);
    started.undo?.();
    try {
      controller?.close();
    } catch {
      // Whoever reads it has gone: it is closed.
    }
  };
  started.undo = follow({ tell: (state) => write(`${JSON.stringify(state)}\n`), end });
  if (!started.undo) {
    clearInterval(sign);
    return undefined;
  }
  signal.addEventListener('abort', end, { once: true });
  return new ReadableStream<Uint8Array>({
    start(made) {
      controller = made;
      for (const text of early) made.enqueue(encoder.encode(text));
      if (over) made.close();
    },
    cancel: end,
  });
}
