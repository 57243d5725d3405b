import * as v from 'valibot';

import { portableId } from '../shared/identifier.ts';
import type { LifetimeBounds } from '../shared/lifetime.ts';
import { TokenError } from '../shared/token-error.ts';
import { isDisplayName, longestDisplayName } from '../shared/token-request.ts';
import type { AskedToken } from './handler-types.ts';

const idMessage = 'must be 1 to 64 letters, digits, "_" or "-"';

/** What each field must be; the library's own messages quote what was sent. */
const musts: Readonly<Record<string, string>> = {
  room: idMessage,
  userId: idMessage,
  displayName: `must be 1 to ${longestDisplayName} characters without control characters`,
  role: 'must be "host" or "audience"',
  purpose: 'must be "main" or "companion"',
  reason: 'must be "join", "expiring" or "reconnect"',
};

/** Makes the function that turns a parsed body into what was asked for. It throws `invalid-argument` that names the field. */
export function makeBodyReader(
  providers: readonly string[],
  lifetime: LifetimeBounds,
): (body: unknown) => AskedToken {
  const id = v.pipe(v.string(), v.regex(portableId));
  const schema = v.strictObject({
    provider: v.picklist(providers),
    room: id,
    userId: id,
    displayName: v.optional(
      v.pipe(
        v.string(),
        v.check((name) => isDisplayName(name)),
      ),
    ),
    role: v.optional(v.picklist(['host', 'audience'])),
    purpose: v.optional(v.picklist(['main', 'companion'])),
    reason: v.optional(v.picklist(['join', 'expiring', 'reconnect'])),
    lifetimeSeconds: v.optional(
      v.pipe(v.number(), v.integer(), v.minValue(lifetime.minimum), v.maxValue(lifetime.maximum)),
    ),
  });
  const texts: Readonly<Record<string, string>> = {
    ...musts,
    provider: `must be one of ${providers.join(', ')}`,
    lifetimeSeconds: `must be a whole number of seconds from ${lifetime.minimum} to ${lifetime.maximum}`,
  };
  return (body) => {
    // An array passes for an object with numbered fields.
    if (Array.isArray(body)) throw new TokenError('invalid-argument', 'The body must be a JSON object.');
    const parsed = v.safeParse(schema, body);
    if (parsed.success) return parsed.output;
    const field = v.getDotPath(parsed.issues[0]);
    if (field === null) throw new TokenError('invalid-argument', 'The body must be a JSON object.');
    const known = Object.hasOwn(texts, field) ? texts[field] : undefined;
    if (known !== undefined) throw new TokenError('invalid-argument', `${field} ${known}.`, { field });
    // The name of an unknown field is the sender's text: repeated only where it is harmless.
    const name = portableId.test(field) ? field : undefined;
    throw new TokenError(
      'invalid-argument',
      'The body has a field that does not belong there.',
      name === undefined ? {} : { field: name },
    );
  };
}
