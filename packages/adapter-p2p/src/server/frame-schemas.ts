import * as v from 'valibot';
import { protocolVersion } from '../protocol/protocol-version.ts';
import type { ClientFrame } from '../protocol/client-frames.ts';

const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/, 'must match [A-Za-z0-9_-]{1,64}'));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const displayName = v.pipe(v.string(), v.maxLength(128));
const credential = v.pipe(v.string(), v.maxLength(8192));
const source = v.picklist(['microphone', 'camera', 'screen', 'screen-audio']);
const protocol = v.literal(protocolVersion, `must be ${protocolVersion}`);

const state = v.strictObject({
  revision: count,
  sources: v.pipe(
    v.array(v.strictObject({ source, muted: v.boolean() })),
    v.maxLength(4),
    v.check(
      (sources) => new Set(sources.map((entry) => entry.source)).size === sources.length,
      'names a source twice',
    ),
  ),
});

const schemas = {
  join: v.strictObject({
    type: v.literal('join'),
    protocol,
    room: id,
    userId: id,
    displayName,
    credential: v.optional(credential),
    state,
  }),
  resume: v.strictObject({
    type: v.literal('resume'),
    protocol,
    session: v.pipe(v.string(), v.maxLength(128)),
    received: count,
  }),
  signal: v.strictObject({ type: v.literal('signal'), to: id, payload: v.looseObject({}) }),
  state: v.strictObject({ type: v.literal('state'), request: count, state }),
  profile: v.strictObject({ type: v.literal('profile'), request: count, displayName }),
  renew: v.strictObject({ type: v.literal('renew'), request: count, credential }),
  moderate: v.variant('action', [
    v.strictObject({
      type: v.literal('moderate'),
      request: count,
      action: v.picklist(['mute', 'unpublish']),
      target: id,
      source,
    }),
    v.strictObject({ type: v.literal('moderate'), request: count, action: v.literal('kick'), target: id }),
    v.strictObject({ type: v.literal('moderate'), request: count, action: v.literal('close-room') }),
  ]),
  heartbeat: v.strictObject({ type: v.literal('heartbeat'), received: count }),
  leave: v.strictObject({ type: v.literal('leave') }),
} as const;

const envelope = v.looseObject({ type: v.picklist(Object.keys(schemas) as (keyof typeof schemas)[]) });

/** A frame, or one short sentence about what is wrong with it. */
export type ParsedFrame = { readonly frame: ClientFrame } | { readonly problem: string };

/** Checks a text frame of a client. Nothing of the text is repeated in the problem. */
export function parseClientFrame(text: string): ParsedFrame {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'The frame is not JSON.' };
  }
  const head = v.safeParse(envelope, value);
  if (!head.success) return { problem: 'The frame has no type of this protocol.' };
  const parsed = v.safeParse(schemas[head.output.type], value);
  if (parsed.success) return { frame: parsed.output };
  const path = v.getDotPath(parsed.issues[0]);
  return {
    problem: `The ${head.output.type} frame is wrong${path === null ? '' : ` at ${path.slice(0, 40)}`}.`,
  };
}
