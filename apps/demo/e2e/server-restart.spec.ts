import { expect } from '@playwright/test';
import { expectToHear, expectToSee } from './expect-media.ts';
import { test } from './fixtures.ts';
import { alice, bob } from './identities.ts';

test('a server that is restarted under a call: everybody is told, and comes back with one press', async ({
  arrive,
  room,
  startServer,
}) => {
  const first = await startServer();
  const people = [await arrive(alice, { server: first }), await arrive(bob, { server: first })] as const;
  for (const person of people) await person.join(room);
  await expectToSee(people[0], 'Bob');
  expect(await first.stop()).toBe(0);
  for (const { page } of people) {
    await expect(page.getByRole('heading', { name: 'The server was stopped' })).toBeVisible();
  }

  // Somebody who is too early is told as well, and keeps the lobby.
  await people[0].button('Join again').click();
  await expect(people[0].page.getByRole('alert')).toContainText('The server cannot be reached');

  // The same port, and new keys: what was handed out before is void.
  await startServer({ environment: { PORT: new URL(first.url).port } });
  await people[0].button('Join').click();
  await people[1].button('Join again').click();
  await expectToSee(people[0], 'Bob');
  await expectToSee(people[1], 'Alice');
  await expectToHear(people[0], ['Bob']);
  await expectToHear(people[1], ['Alice']);
});
