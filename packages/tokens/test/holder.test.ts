import { expect, test } from 'vitest';

import { createTokenHandler, type AuthorizeContext, type TokenDecision } from '../src/index.ts';
import { mintP2p, p2pProvider, verifyP2p } from '../src/p2p.ts';
import { p2pSecrets } from './fixtures.ts';
import { fieldsOf } from './typed.ts';
import { vendors } from './vendors.ts';

const request = { room: 'room', userId: 'ann' };

test('a p2p credential carries its holder, and that it admits once', async () => {
  const { credential } = await mintP2p({ ...request, holder: 'client-1', oneTime: true }, p2pSecrets);
  expect(await verifyP2p(credential.token, { keys: p2pSecrets })).toMatchObject({
    holder: 'client-1',
    oneTime: true,
  });
  const plain = await mintP2p(request, p2pSecrets);
  const claims = await verifyP2p(plain.credential.token, { keys: p2pSecrets });
  expect([claims.holder, claims.oneTime]).toEqual([undefined, undefined]);
});

test('a holder that is no id is refused', async () => {
  await expect(mintP2p({ ...request, holder: 'a holder' }, p2pSecrets)).rejects.toMatchObject({
    code: 'invalid-argument',
    field: 'holder',
  });
});

test.each(vendors.filter(({ name }) => name !== 'p2p'))(
  '$name has no place for it: it refuses to make a one-time credential, and goes without a holder',
  async ({ bare, secrets }) => {
    const asked = { ...request, userId: '1', lifetimeSeconds: 60 };
    await expect(bare({ ...asked, oneTime: true }, secrets)).rejects.toMatchObject({
      code: 'unsupported',
      field: 'oneTime',
    });
    await expect(bare({ ...asked, oneTime: false, holder: 'client-1' }, secrets)).resolves.toMatchObject({
      lifetimeSeconds: 60,
    });
  },
);

async function handOut(decision: TokenDecision): Promise<{ status: number; seen: unknown; token: string }> {
  let seen: AuthorizeContext['present'];
  const handler = createTokenHandler({
    providers: { p2p: p2pProvider(p2pSecrets) },
    presence: ({ userId }) => (userId === 'ann' ? { holder: 'client-1', connected: false } : undefined),
    authorize: (_asked, { present }) => {
      seen = present;
      return decision;
    },
  });
  const response = await handler(
    new Request('http://localhost/token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ provider: 'p2p', ...request }),
    }),
  );
  const token = fieldsOf(fieldsOf(await response.json())['credential'] ?? {})['token'];
  return { status: response.status, seen, token: typeof token === 'string' ? token : '' };
}

test('authorize sees who is present, and its holder goes into the credential', async () => {
  const { status, seen, token } = await handOut({ allow: true, holder: 'client-2', oneTime: true });
  expect([status, seen]).toEqual([200, { holder: 'client-1', connected: false }]);
  expect(await verifyP2p(token, { keys: p2pSecrets })).toMatchObject({ holder: 'client-2', oneTime: true });
});

test('a holder of authorize that is no id is a failure of the server', async () => {
  expect((await handOut({ allow: true, holder: 'no id' })).status).toBe(500);
});
