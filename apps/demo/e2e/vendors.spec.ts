import { expect } from '@playwright/test';
import { expectToHear, expectToSee } from './expect-media.ts';
import { test } from './fixtures.ts';
import { alice, bob } from './identities.ts';
import { expectRefusals, refusedToAliyun } from './refused-to-aliyun.ts';

test('Aliyun: the real SDK calls through the emulator, with no account', async ({ arrive, room }) => {
  const { expects, seen } = expectRefusals();
  const first = await arrive(alice, { expects });
  const second = await arrive(bob, { expects });
  await first.join(room, 'aliyun');
  await second.join(room, 'aliyun');
  await expectToSee(first, 'Bob');
  await expectToSee(second, 'Alice');
  await expectToHear(first, ['Bob']);
  await expectToHear(second, ['Alice']);
  await second.button('Leave').click();
  await expect(second.page.getByRole('heading', { name: 'You left the call' })).toBeVisible();
  await expect(first.tile('Bob')).toHaveCount(0);
  expect([...seen].sort(), 'what the policy refused').toEqual(refusedToAliyun);
});

test('LiveKit: calls through the server whose address and keys are set', async ({
  arrive,
  room,
  livekitServer: server,
}) => {
  const first = await arrive(alice, { server });
  const second = await arrive(bob, { server });
  await first.join(room, 'livekit');
  await second.join(room, 'livekit');
  await expectToSee(first, 'Bob');
  await expectToSee(second, 'Alice');
  await expectToHear(first, ['Bob']);
  await expectToHear(second, ['Alice']);
  await second.button('Leave').click();
  await expect(first.tile('Bob')).toHaveCount(0);
  await first.button('Leave').click();
});
