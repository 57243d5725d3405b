import * as v from 'valibot';
import { protocolVersion } from '../protocol/protocol-version.ts';
import type { ClientFrame } from '../protocol/client-frames.ts';
import { propertyText, readJson } from './read-json.ts';

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

/** A frame as the server takes it: what is for somebody else stays the text that it came as. */
export type ReceivedFrame =
  | Exclude<ClientFrame, { readonly type: 'signal' }>
  | { readonly type: 'signal'; readonly to: string; readonly payloadText: string };

/** A frame, or one short sentence about what is wrong with it. */
export type ParsedFrame = { readonly frame: ReceivedFrame } | { readonly problem: string };

/**
 * Checks a text frame of a client. Nothing of the text is repeated in the problem, which is at most 80 ASCII characters: a close
 * frame takes 123 bytes and its writer throws over that.
 */
export function parseClientFrame(text: string): ParsedFrame {
  const read = readJson(text);
  if ('problem' in read) return read;
  const head = v.safeParse(envelope, read.value);
  if (!head.success) return { problem: 'The frame has no type of this protocol.' };
  const parsed = v.safeParse(schemas[head.output.type], read.value);
  if (!parsed.success) return { problem: problemOf(head.output.type, parsed.issues[0]) };
  const frame = parsed.output;
  if (frame.type !== 'signal') return { frame };
  return { frame: { type: 'signal', to: frame.to, payloadText: propertyText(text, 'payload') ?? '{}' } };
}

function problemOf(type: keyof typeof schemas, issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object') return `The ${type} frame has a field that is not of this protocol.`;
  const path = v.getDotPath(issue);
  const known = path !== null && /^[A-Za-z0-9.]{1,40}$/.test(path);
  return known ? `The ${type} frame is wrong at ${path}.` : `The ${type} frame is wrong.`;
}
