import { BadRequest } from '../http/bad-request.ts';
import { asObject, asText } from '../http/json-shape.ts';
import { requestNames, type EventName, type Fault, type FaultScope } from '../fault-types.ts';

const events: readonly EventName[] = [
  'join',
  'leave',
  'publishers',
  'unpublish',
  'statusnotify',
  'offer',
  'bye',
  'signalError',
];
const actions = ['lose', 'duplicate', 'reorder', 'delay', 'hold'] as const;
const parts = ['reply', 'result'] as const;

/** Reads a fault from a request of the control interface. */
export function parseFault(body: unknown): Fault {
  const fields = asObject(body, 'the body');
  const common = { ...scopeOf(fields), ...optional('times', numberOf(fields['times'], 'times')) };
  const part = fields['part'] === undefined ? undefined : oneOf(fields['part'], 'part', parts);
  const ms = optional('ms', numberOf(fields['ms'], 'ms'));
  const kind = oneOf(fields['kind'], 'kind', ['refuse', 'break', 'never', 'delay', 'hold', 'event'] as const);
  if (kind === 'event') {
    const event = oneOf(fields['event'], 'event', events);
    return { kind, event, action: oneOf(fields['action'], 'action', actions), ...ms, ...common };
  }
  const request = oneOf(fields['request'], 'request', requestNames);
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

/** A number, or `undefined` where it is left out. */
export function numberOf(value: unknown, what: string): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new BadRequest(`${what} must be a number`);
  return value;
}

/** One of a few words. */
export function oneOf<T extends string>(value: unknown, what: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new BadRequest(`${what} must be one of ${choices.join(', ')}`);
  return found;
}

/** An object with the field, or without it where there is no value. */
export function optional<K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> {
  const made: Partial<Record<K, V>> = {};
  if (value !== undefined) made[name] = value;
  return made;
}
