import fc from 'fast-check';
import { expect, test } from 'vitest';

import { createTokenHandler, providersFromSecrets, secretsFromEnvironment } from '../src/index.ts';
import { verifyP2p } from '../src/p2p.ts';
import { allSecrets, fullEnvironment, leaksIn, ManualClock, p2pSecrets } from './fixtures.ts';
import { fieldsOf, isHandler, parseJson, textAt } from './typed.ts';

const longestSeconds = 900;
const anything = fc.oneof(
  fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }),
  fc.string(),
  fc.constantFrom(...allSecrets),
);
/** What code without types may decide: nearly a yes, nearly a no, or anything at all. */
const decisions = fc.oneof(
  anything,
  fc.constantFrom({ allow: true }, { allow: true, userId: 'alice2', lifetimeSeconds: 300, role: 'host' }),
  fc.record(
    {
      allow: fc.oneof(
        { weight: 4, arbitrary: fc.constant(true) },
        fc.constantFrom(false, 1, 'true'),
        anything,
      ),
      userId: fc.oneof(fc.stringMatching(/^[a-z0-9]{1,20}$/), anything),
      displayName: fc.oneof(fc.string(), anything),
      role: fc.oneof(fc.constantFrom('host', 'guest', 'audience'), anything),
      permissions: anything,
      lifetimeSeconds: fc.oneof(fc.integer({ min: 60, max: longestSeconds * 2 }), anything),
      status: fc.oneof(fc.constantFrom(401, 403), anything),
      message: fc.oneof(fc.string(), anything),
    },
    { requiredKeys: [] },
  ),
);

test('whatever authorize returns: a token for the exact yes alone, within the bounds, and no secret in an answer', async () => {
  const clock = new ManualClock();
  const seen = { issued: 0, refused: 0, failed: 0 };
  let decision: unknown;
  const logged: unknown[] = [];
  const handler: unknown = Reflect.apply(createTokenHandler, undefined, [
    {
      providers: providersFromSecrets(secretsFromEnvironment(fullEnvironment)),
      authorize: () => decision,
      lifetimeSeconds: { minimum: 60, default: 600, maximum: longestSeconds },
      rateLimit: false,
      clock,
      log: (entry: unknown) => logged.push(entry),
    },
  ]);
  if (!isHandler(handler)) throw new Error('It made no handler.');
  await fc.assert(
    fc.asyncProperty(decisions, async (decided) => {
      decision = decided;
      const response = await handler(
        new Request('https://calls.example/token', {
          method: 'POST',
          body: JSON.stringify({ provider: 'p2p', room: 'room1', userId: 'alice' }),
          headers: { 'content-type': 'application/json' },
        }),
      );
      const text = await response.text();
      const body = parseJson(text);
      const { allow, userId } = fieldsOf(decided);
      expect(leaksIn(text)).toEqual([]);
      if (response.status === 200) {
        seen.issued += 1;
        expect(allow).toBe(true);
        expect(fieldsOf(body)['lifetimeSeconds']).toSatisfy(
          (seconds: unknown) => typeof seconds === 'number' && seconds >= 60 && seconds <= longestSeconds,
        );
        const claims = await verifyP2p(textAt(body, 'credential', 'token'), {
          keys: p2pSecrets,
          now: clock.now(),
          room: 'room1',
          userId: typeof userId === 'string' ? userId : 'alice',
        });
        expect((claims.expiresAt - claims.issuedAt) / 1000).toBe(fieldsOf(body)['lifetimeSeconds']);
        return;
      }
      if (allow === true) {
        seen.failed += 1;
        expect(response.status).toBe(500);
      } else {
        seen.refused += 1;
        expect([401, 403]).toContain(response.status);
      }
      expect(textAt(body, 'error', 'code')).not.toBe('');
    }),
    { numRuns: 600 },
  );
  expect(leaksIn(JSON.stringify(logged))).toEqual([]);
  // All three ways were gone: a generator that made only one of them would prove nothing.
  expect(Math.min(seen.issued, seen.refused, seen.failed)).toBeGreaterThan(10);
});
