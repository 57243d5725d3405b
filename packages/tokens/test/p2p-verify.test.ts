import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';

import { isTokenError } from '../src/index.ts';
import { mintP2p, verifyP2p } from '../src/p2p.ts';
import type { P2pSecrets } from '../src/p2p.ts';
import { leaksIn, p2pSecrets } from './fixtures.ts';
import { fieldsOf, matching, parseJson } from './typed.ts';

const now = 1_700_000_000_000;
const asked = { room: 'room1', userId: 'alice', displayName: 'Alice Ä', role: 'host' as const };
const older: P2pSecrets = { current: 'SECRET-p2p-older-0123456789abcdef012345' };
const rotated: P2pSecrets = { current: p2pSecrets.current, previous: [older.current] };

async function tokenAt(time: number, keys: P2pSecrets = p2pSecrets): Promise<string> {
  return (await mintP2p(asked, keys, { now: time })).credential.token;
}

describe('verifyP2p', () => {
  test('returns what was minted', async () => {
    const claims = await verifyP2p(await tokenAt(now), {
      keys: p2pSecrets,
      room: 'room1',
      userId: 'alice',
      now,
    });
    expect(claims).toEqual({
      room: 'room1',
      userId: 'alice',
      displayName: 'Alice Ä',
      role: 'host',
      permissions: {
        publish: ['microphone', 'camera', 'screen', 'screen-audio'],
        subscribe: true,
        messages: true,
      },
      id: matching(/^[0-9a-f-]{36}$/),
      issuedAt: now,
      expiresAt: now + 3600_000,
    });
    const other = await verifyP2p(await tokenAt(now), { keys: p2pSecrets, now });
    expect(other.id).not.toBe(claims.id);
  });

  test('a previous key verifies until it is dropped', async () => {
    const token = await tokenAt(now, older);
    await expect(verifyP2p(token, { keys: rotated, now })).resolves.toMatchObject({ userId: 'alice' });
    await expect(verifyP2p(token, { keys: p2pSecrets, now })).rejects.toMatchObject({
      code: 'credential-invalid',
      field: 'kid',
    });
    expect(await tokenAt(now, rotated)).toMatch(/^ey/);
    await expect(verifyP2p(await tokenAt(now, rotated), { keys: p2pSecrets, now })).resolves.toMatchObject({
      room: 'room1',
    });
  });

  test('clock skew is tolerated as far as it is said, at both ends', async () => {
    const token = await tokenAt(now);
    const check = (time: number, clockSkewSeconds?: number): Promise<unknown> =>
      verifyP2p(token, { keys: p2pSecrets, now: time, clockSkewSeconds });
    await expect(check(now + 3600_000 + 4000)).resolves.toBeDefined();
    await expect(check(now + 3600_000 + 6000)).rejects.toMatchObject({
      code: 'credential-expired',
      field: 'exp',
    });
    await expect(check(now + 3600_000 + 6000, 10)).resolves.toBeDefined();
    await expect(check(now - 4000)).resolves.toBeDefined();
    await expect(check(now - 6000)).rejects.toMatchObject({ code: 'credential-invalid', field: 'iat' });
  });

  test('another room or user is forbidden', async () => {
    const token = await tokenAt(now);
    await expect(verifyP2p(token, { keys: p2pSecrets, room: 'room2', now })).rejects.toMatchObject({
      code: 'forbidden',
      field: 'room',
    });
    await expect(verifyP2p(token, { keys: p2pSecrets, userId: 'bob', now })).rejects.toMatchObject({
      code: 'forbidden',
      field: 'userId',
    });
  });

  test('unsigned, altered, foreign and endless tokens are refused', async () => {
    const token = await tokenAt(now);
    const [header = '', claims = '', signature = ''] = token.split('.');
    const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const decoded = fieldsOf(parseJson(Buffer.from(claims, 'base64url').toString()));
    const headerFields = fieldsOf(parseJson(Buffer.from(header, 'base64url').toString()));
    const refused = (text: string, field: string): Promise<void> =>
      expect(verifyP2p(text, { keys: p2pSecrets, now })).rejects.toMatchObject({
        code: 'credential-invalid',
        field,
      });
    await refused(`${encode({ ...headerFields, alg: 'none' })}.${claims}.`, 'alg');
    await refused(`${header}.${encode({ ...decoded, sub: 'bob' })}.${signature}`, 'token');
    await refused('', 'token');
    await refused('x'.repeat(9000), 'token');

    const key = new TextEncoder().encode(String(p2pSecrets.current));
    const sign = (typ: string, more: Record<string, unknown>): Promise<string> =>
      new SignJWT({ ...decoded, ...more })
        .setProtectedHeader({ alg: 'HS256', typ, kid: String(headerFields['kid']) })
        .sign(key);
    await refused(await sign('JWT', {}), 'typ');
    await refused(await sign('jackfield-p2p+jwt', { exp: now / 1000 + 864_000 }), 'exp');
    await refused(await sign('jackfield-p2p+jwt', { room: '../secret' }), 'room');
    await refused(
      await sign('jackfield-p2p+jwt', { permissions: { publish: ['anything'] } }),
      'permissions.publish.0',
    );
    await refused(await sign('jackfield-p2p+jwt', { jti: undefined }), 'jti');
  });

  test('short keys are refused by mint and verify', async () => {
    const keys = { current: 'x'.repeat(31) };
    await expect(mintP2p(asked, keys)).rejects.toMatchObject({
      code: 'invalid-configuration',
      field: 'current',
    });
    await expect(
      verifyP2p('x', { keys: { current: 'x'.repeat(32), previous: ['y'] } }),
    ).rejects.toMatchObject({ field: 'previous[0]' });
  });

  test('nothing whatever makes it fail in an untyped way or tell a key', async () => {
    const token = await tokenAt(now);
    const cut = fc
      .tuple(fc.nat(token.length), fc.string())
      .map(([at, text]) => `${token.slice(0, at)}${text}${token.slice(at + 1)}`);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.anything(), cut, fc.constant(`${String(p2pSecrets.current)}.a.b`)),
        async (value) => {
          fc.pre(value !== token);
          const error: unknown = await verifyP2p(value, { keys: p2pSecrets, now }).then(
            () => 'verified',
            (cause: unknown) => cause,
          );
          expect(isTokenError(error), String(error)).toBe(true);
          if (error instanceof Error) expect(leaksIn(error.message)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
