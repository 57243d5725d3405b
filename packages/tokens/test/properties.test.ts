import { inspect, isDeepStrictEqual } from 'node:util';
import { inflateSync } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isTokenError } from '../src/index.ts';
import { allSecrets, leaksIn } from './fixtures.ts';
import { fieldsOf, matching } from './typed.ts';
import { vendors } from './vendors.ts';
import type { Vendor } from './vendors.ts';

const id = (maxLength: number): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(`^[A-Za-z0-9_-]{1,${maxLength}}$`)).filter((text) => !text.includes('AK-'));
const secretText = fc.constantFrom(...allSecrets);
// Secrets as they are pasted by mistake: alone, or inside other text.
const pastedSecret = fc.tuple(fc.string(), secretText).map(([before, secret]) => `${before}${secret}`);
/** Any value at all, often with a secret somewhere in it. */
const anyValue = fc.oneof(
  fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }),
  fc.string(),
  fc.double(),
  secretText,
  pastedSecret,
);

/** Fields of every vendor's credential, so that random objects get past the first checks. */
const fieldNames = [
  'appid',
  'appId',
  'channel',
  'channelId',
  'userid',
  'userId',
  'nonce',
  'timestamp',
  'gslb',
  'token',
  'turn',
  'url',
  'uid',
  'sdkAppId',
  'userSig',
  'strRoomId',
  'privateMapKey',
  'username',
  'password',
];
const anyCredential = fc.oneof(
  anyValue,
  fc.dictionary(
    fc.constantFrom(...fieldNames),
    fc.oneof(anyValue, fc.dictionary(fc.constantFrom(...fieldNames), anyValue)),
  ),
);

/** Every path to a value inside a credential. */
function paths(value: unknown, prefix: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [prefix];
  return Object.entries(value).flatMap(([key, inner]) => paths(inner, [...prefix, key]));
}

/** zlib has bits that carry nothing (fill before its sum, its level): a text that differs in those only is the same credential. */
function inflates(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const base64 = value.replace(/^007/, '').replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=');
  try {
    return inflateSync(Buffer.from(base64, 'base64')).toString('hex');
  } catch {
    // Not a zlib stream, so the texts themselves are compared.
    return undefined;
  }
}

function replace(value: unknown, path: readonly string[], change: (old: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (String(index) === key ? replace(item, rest, change) : item));
  }
  const changed = replace(fieldsOf(value)[key], rest, change);
  const others = Object.entries(fieldsOf(value)).map(
    ([name, old]) => [name, name === key ? changed : old] as const,
  );
  return Object.fromEntries(others.filter(([, kept]) => kept !== undefined));
}

describe.for(vendors)('$name', (vendor: Vendor) => {
  const pair = fc.record({ room: id(64), userId: id(vendor.longestUserId) });

  test('what is minted is explained as valid, without a remark', async () => {
    const request = fc.record(
      {
        room: id(64),
        userId: id(vendor.longestUserId),
        role: fc.constantFrom('host' as const, 'audience' as const),
        lifetimeSeconds: fc.integer({ min: 10, max: 86_400 }),
      },
      { requiredKeys: ['room', 'userId'] },
    );
    await fc.assert(
      fc.asyncProperty(request, async (asked) => {
        const { credential, expiresAt, lifetimeSeconds } = await vendor.mint(asked);
        const context = { room: asked.room, userId: asked.userId };
        expect(vendor.explain(credential, context)).toEqual({
          valid: true,
          findings: [],
          summary: 'The credential is valid.',
        });
        expect(lifetimeSeconds).toBe(asked.lifetimeSeconds ?? 3600);

        const expired = vendor.explain(credential, { ...context, now: expiresAt + 5000 });
        expect(expired.findings.map(({ code }) => code)).toContain('expired');
        expect(expired.findings.find(({ code }) => code === 'expired')).toMatchObject({
          seconds: 5,
          message: matching(/5 seconds ago/),
        });
        expect(leaksIn(JSON.stringify([credential, expired]))).toEqual([]);
      }),
    );
  });

  test('any single altered field is named', async () => {
    await fc.assert(
      fc.asyncProperty(
        pair,
        fc.nat(),
        fc.oneof(anyValue, id(20), fc.constant(undefined)),
        fc.nat(),
        async (asked, pick, other, position) => {
          const { credential } = await vendor.mint(asked);
          const all = paths(credential);
          const path = all[pick % all.length] ?? [];
          // Half of the time one letter is changed, which is what truncation and copying do.
          const alter = (old: unknown): unknown => {
            if (pick % 2 === 0 || typeof old !== 'string') return other;
            const at = position % old.length;
            const changed = `${old.slice(0, at)}${old[at] === 'x' ? 'y' : 'x'}${old.slice(at + 1)}`;
            const content = inflates(old);
            fc.pre(content === undefined || content !== inflates(changed));
            return changed;
          };
          const altered = replace(credential, path, alter);
          fc.pre(!isDeepStrictEqual(altered, credential));
          const { findings } = vendor.explain(altered, asked);
          const name = path.filter((key) => !/^\d+$/.test(key)).join('.');
          const named = findings.filter(
            ({ field, message }) =>
              `${field}.`.startsWith(`${name}.`) || field.startsWith(name) || message.includes(name),
          );
          expect(named, `${name} in ${JSON.stringify(findings)}`).not.toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('no credential whatever makes explain throw or tell a secret', () => {
    fc.assert(
      fc.property(anyCredential, fc.option(secretText, { nil: undefined }), (credential, room) => {
        const explanation = vendor.explain(credential, {
          room,
          userId: room,
          vendorCode: room,
          now: 1_700_000_000_000,
        });
        expect(explanation.valid).toBe(false);
        expect(explanation.summary.length).toBeGreaterThan(0);
        expect(leaksIn(JSON.stringify(explanation))).not.toContain(vendor.secret);
      }),
      { numRuns: 500 },
    );
  });

  test('nothing whatever makes mint fail in an untyped way or tell a secret', async () => {
    // Either anything at all, or the right object with anything in one or more of its fields.
    const near = (right: object): fc.Arbitrary<unknown> =>
      fc.oneof(
        fc.constant(right),
        anyValue,
        fc
          .dictionary(fc.constantFrom(...Object.keys(right)), anyValue)
          .map((changed) => ({ ...right, ...changed })),
      );
    const fullRequest = {
      room: 'room1',
      userId: 'alice',
      displayName: 'Alice',
      role: 'host',
      permissions: undefined,
      lifetimeSeconds: 600,
    };
    const fullSecrets = { gslb: undefined, userIdLength: undefined, previous: undefined, ...vendor.secrets };
    let minted = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        near(fullRequest),
        near(fullSecrets),
        near({ now: 1_700_000_000_000 }),
        async (request, secrets, options) => {
          const error: unknown = await Promise.resolve(vendor.bare(request, secrets, options)).then(
            () => undefined,
            (cause: unknown) => cause,
          );
          if (error === undefined) {
            minted += 1;
            return;
          }
          refused += 1;
          expect(isTokenError(error), inspect(error)).toBe(true);
          if (isTokenError(error))
            expect(leaksIn(`${error.message} ${error.field}`)).not.toContain(vendor.secret);
        },
      ),
      { numRuns: 600 },
    );
    // Both ways were gone: a generator that only made one of them would prove nothing.
    expect(Math.min(minted, refused)).toBeGreaterThan(5);
  });

  test('no context whatever makes explain throw, and no time makes a right hash wrong', async () => {
    const { credential } = await vendor.mint({ room: 'room1', userId: 'alice' });
    const time = fc.oneof(fc.double(), fc.integer(), fc.constant(undefined));
    const context = fc.record({
      room: fc.option(fc.stringMatching(/^[0-9 _"\\]*$/), { nil: undefined }),
      userId: fc.option(fc.stringMatching(/^[0-9 _"\\]*$/), { nil: undefined }),
      now: time,
      vendorNow: time,
      clockSkewSeconds: time,
      maximumLifetimeSeconds: time,
      vendorCode: fc.oneof(fc.string(), fc.double(), fc.constant(undefined)),
    });
    fc.assert(
      fc.property(context, (given) => {
        const { findings, summary } = vendor.explain(credential, given);
        expect(summary).not.toBe('');
        expect(findings.map(({ code }) => code)).not.toContain('wrong-signature');
        for (const { message } of findings) expect(message).not.toMatch(/NaN|undefined|Infinity/);
      }),
      { numRuns: 300 },
    );
  });
});
