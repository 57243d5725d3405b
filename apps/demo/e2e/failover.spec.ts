import { startLivekitServer } from '@jackfield/livekit-server';
import { expect } from '@playwright/test';
import { expectAccessible } from './check-accessibility.ts';
import { expectToHear, expectToSee } from './expect-media.ts';
import { test } from './fixtures.ts';
import { alice, bob } from './identities.ts';
import { needsLivekitServer } from './needs-livekit-server.ts';
import type { Person } from './person.ts';

async function comeTo(person: Person, room: string, routes: string): Promise<void> {
  await person.page.goto(`/?room=${room}&failover=${routes}`);
  await person.enter();
}

test.describe.configure({ timeout: 150_000 });

test('a call goes on with the next provider when the server of the first one is killed, and so does the next join', async ({
  arrive,
  room,
  startServer,
}) => {
  needsLivekitServer();
  const media = await startLivekitServer();
  try {
    const { url, apiKey, apiSecret } = media;
    const environment = { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret };
    const server = await startServer({ environment });
    const one = await arrive(alice, { server });
    const other = await arrive(bob, { server });
    await comeTo(one, room, 'livekit,p2p');
    await comeTo(other, room, 'livekit,p2p');
    for (const { page } of [one, other])
      await expect(page.getByText('LiveKit · real service', { exact: true })).toBeVisible();
    await expectToSee(one, 'Bob');
    await expectToHear(other, ['Alice']);

    await media.stop();
    for (const { page } of [one, other]) {
      const told = page
        .getByRole('status')
        .filter({ hasText: 'The call goes on with Direct, browser to browser' });
      await expect(told).toContainText('LiveKit failed.', { timeout: 60_000 });
      await expect(page.getByText('Direct, browser to browser · direct', { exact: true })).toBeVisible();
    }
    await expectAccessible(one.page, 'another provider has taken over');
    await expectToSee(one, 'Bob', { timeout: 45_000 });
    await expectToSee(other, 'Alice', { timeout: 45_000 });
    await expectToHear(one, ['Bob']);
    await expectToHear(other, ['Alice']);

    // Who comes now finds the first one dead, and the others.
    await other.button('Leave').click();
    await comeTo(other, room, 'livekit,p2p');
    await expect(other.page.getByText('Direct, browser to browser · direct', { exact: true })).toBeVisible();
    await expectToSee(other, 'Alice', { timeout: 45_000 });
  } finally {
    await media.stop();
  }
});

test('a provider that this server has not is left out', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await comeTo(person, room, 'livekit,p2p');
  await expect(person.page.getByText('Direct, browser to browser · direct', { exact: true })).toBeVisible();
  await expect(person.page.getByRole('status').filter({ hasText: 'The call goes on with' })).toHaveCount(0);
});
