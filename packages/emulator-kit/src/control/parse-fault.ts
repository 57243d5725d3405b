import { BadRequest } from '../errors/bad-request.ts';
import type { FaultScope, FaultWords, SignallingFault } from '../faults/fault-types.ts';
import { asObject, asText } from '../http/json-shape.ts';
import { numberOf, oneOf, optional } from './fields.ts';

const kinds = ['refuse', 'break', 'never', 'delay', 'hold', 'event'] as const;
const actions = ['lose', 'duplicate', 'reorder', 'delay', 'hold'] as const;

/** The words that faults of an emulator may be set on. */
export interface FaultVocabulary<W extends FaultWords> {
  /** Names of requests. */
  readonly requests: readonly W['request'][];
  /** Names of notifications. */
  readonly events: readonly W['event'][];
  /** Parts of an answer. */
  readonly parts: readonly W['part'][];
}

/** Reads a fault from a request of the control interface. */
export function parseFault<W extends FaultWords>(
  body: unknown,
  words: FaultVocabulary<W>,
): SignallingFault<W> {
  const fields = asObject(body, 'the body');
  const common = { ...scopeOf(fields), ...optional('times', numberOf(fields['times'], 'times')) };
  const part = fields['part'] === undefined ? undefined : oneOf(fields['part'], 'part', words.parts);
  const ms = optional('ms', numberOf(fields['ms'], 'ms'));
  const kind = oneOf(fields['kind'], 'kind', kinds);
  if (kind === 'event') {
    const event = oneOf(fields['event'], 'event', words.events);
    return { kind, event, action: oneOf(fields['action'], 'action', actions), ...ms, ...common };
  }
  const request = oneOf(fields['request'], 'request', words.requests);
  if (kind === 'break')
    return { kind, request, ...optional('status', numberOf(fields['status'], 'status')), ...common };
  if (kind !== 'refuse') return { kind, request, ...optional('part', part), ...ms, ...common };
  const code = numberOf(fields['code'], 'code');
  if (code === undefined) throw new BadRequest('a refusal needs a code');
  const description =
    fields['description'] === undefined ? undefined : asText(fields['description'], 'description');
  return {
    kind,
    request,
    code,
    ...optional('description', description),
    ...optional('part', part),
    ...common,
  };
}

function scopeOf(fields: Readonly<Record<string, unknown>>): FaultScope {
  const text = (name: string): string | undefined =>
    fields[name] === undefined ? undefined : asText(fields[name], name, 64);
  return {
    ...optional('appId', text('appId')),
    ...optional('room', text('room')),
    ...optional('userId', text('userId')),
  };
}
