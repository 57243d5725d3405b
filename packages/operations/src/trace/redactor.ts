import { isRtcError, toRtcError } from '@jackfield/core/adapter';
import type { TraceError, TraceValue } from './trace-entry.ts';

/** The things that a trace may say. Everything may be left out. */
export interface RedactionOptions {
  /** Keeps display names, user ids, vendor's ids and rooms. Aliases stand for them where left out. */
  readonly names?: boolean | undefined;
  /** Keeps the text of messages. Its length stands for it where left out. */
  readonly messages?: boolean | undefined;
}

/** Turns what passes an adapter into what may be written down. */
export interface Redactor {
  value(value: unknown): TraceValue;
  error(value: unknown): TraceError;
}

/** Members whose strings come from closed lists, or are the app's words for kinds of things. Every other string is an alias or left out. */
const plain: ReadonlySet<string> = new Set([
  'source',
  'sources',
  'kind',
  'role',
  'topic',
  'mode',
  'repair',
  'reason',
  'connection',
  'action',
  'contentHint',
  'purpose',
  'name',
  'publish',
]);

/** Members that say who or where somebody is, and the alias for each. */
const personal: Readonly<Record<string, string>> = {
  userId: 'user',
  remoteId: 'remote',
  to: 'remote',
  room: 'room',
  displayName: 'name',
  deviceId: 'device',
};

/** Members of which nothing is written: raw values of vendors, and what is nobody's business. */
const unsaid: ReadonlySet<string> = new Set(['payload', 'signal', 'cause', 'native', 'report']);

/** A value that is named as a secret, however long it is. */
const named =
  /([\w-]*(?:token|secret|passw|passphrase|signature|credential|authorization|key)[\w-]*["']?\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s,;&}]+)/gi;

/** Makes a redactor: the same value has the same alias throughout. Credentials never pass an adapter's face, and are left out of errors. */
export function createRedactor({ names = false, messages = false }: RedactionOptions = {}): Redactor {
  const aliases = new Map<string, string>();
  const counts = new Map<string, number>();
  const tracks = new WeakMap<object, number>();
  let trackCount = 0;

  function aliasOf(kind: string, value: string): string {
    if (value === '') return '';
    const key = `${kind}/${value}`;
    const known = aliases.get(key);
    if (known !== undefined) return known;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const alias = `${kind}-${String(count)}`;
    aliases.set(key, alias);
    return alias;
  }
  function text(key: string, value: string): TraceValue {
    if (key === 'text') return messages ? value : 'x'.repeat(new TextEncoder().encode(value).length);
    const kind = personal[key];
    if (kind !== undefined) return names && kind !== 'device' ? value : aliasOf(kind, value);
    return plain.has(key) ? value : '…';
  }
  function trackOf(track: { readonly kind: string }): TraceValue {
    const known = tracks.get(track) ?? (trackCount += 1);
    tracks.set(track, known);
    return { track: known, kind: track.kind };
  }
  function value(key: string, given: unknown): TraceValue {
    if (given === null || given === undefined || typeof given === 'function') return null;
    if (typeof given === 'boolean') return given;
    if (typeof given === 'number') return Number.isFinite(given) ? given : null;
    if (typeof given === 'string') return text(key, given);
    if (typeof given !== 'object') return null;
    if (isRtcError(given)) return valueOf(error(given));
    if (Array.isArray(given)) return given.map((each) => value(key, each));
    if (isTrack(given)) return trackOf(given);
    return Object.fromEntries(
      Object.entries(given)
        .filter(([name, each]) => !unsaid.has(name) && each !== undefined)
        .map(([name, each]) => [name, value(name, each)]),
    );
  }
  function error(given: unknown): TraceError {
    const { code, message, retryable, adapter, vendorCode } = toRtcError(given, {
      message: 'Something else was thrown.',
    });
    return {
      code,
      message: scrub(message),
      retryable,
      ...(adapter === undefined ? {} : { adapter }),
      ...(vendorCode === undefined
        ? {}
        : { vendorCode: typeof vendorCode === 'string' ? scrub(vendorCode) : vendorCode }),
    };
  }
  /** Takes out what looks like a credential or an address, and what has an alias. */
  function scrub(message: string): string {
    const scrubbed = message
      .replaceAll(/\b[a-z][a-z+.-]*:\/\/\S+/gi, '[address]')
      .replaceAll(/\b(bearer|basic)\s+\S+/gi, '$1 […]')
      .replaceAll(named, '$1[…]')
      .replaceAll(/[A-Za-z0-9_\-+/=.]{24,}/g, '[…]');
    return names ? scrubbed : withAliases(scrubbed);
  }
  /** All at once, the longest first: what has been replaced is not looked at again, and no half of a name is left. */
  function withAliases(message: string): string {
    const known = new Map<string, string>();
    for (const [key, alias] of aliases) {
      const word = key.slice(key.indexOf('/') + 1);
      if (word.length > 2) known.set(word, alias);
    }
    if (known.size === 0) return message;
    const words = [...known.keys()].sort((one, other) => other.length - one.length);
    const pattern = words.map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');
    return message.replaceAll(new RegExp(pattern, 'g'), (word) => known.get(word) ?? word);
  }
  return { value: (given) => value('', given), error };
}

function valueOf({ code, message, retryable, adapter, vendorCode }: TraceError): TraceValue {
  return { code, message, retryable, adapter: adapter ?? null, vendorCode: vendorCode ?? null };
}

function isTrack(value: object): value is { readonly kind: string } {
  return 'readyState' in value && 'kind' in value && typeof value.kind === 'string';
}
