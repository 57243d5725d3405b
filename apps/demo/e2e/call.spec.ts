import { expect } from '@playwright/test';
import { expectToHear, expectToSee } from './expect-media.ts';
import { test } from './fixtures.ts';
import { alice, bob, carol } from './identities.ts';
import { readDecodedFrames } from './read-statistics.ts';

test('two people see and hear each other, and nobody else', async ({ arrive, room }) => {
  const first = await arrive(alice);
  await first.join(room);
  await expect(first.page.getByRole('heading', { name: 'Nobody else is here yet' })).toBeVisible();

  const second = await arrive(bob);
  await second.join(room);

  await expectToSee(first, 'Bob');
  await expectToSee(second, 'Alice');
  await expectToHear(first, ['Bob']);
  await expectToHear(second, ['Alice']);
  await expect(first.page.getByRole('log')).toHaveText('Bob joined');
  await expect(first.page.getByText('2 people')).toBeVisible();
});

test('three people see and hear each other', async ({ arrive, room }) => {
  const people = [await arrive(alice), await arrive(bob), await arrive(carol)];
  for (const person of people) await person.join(room);
  for (const person of people) {
    const others = people.filter((other) => other !== person).map(({ name }) => name);
    for (const other of others) await expectToSee(person, other);
    await expectToHear(person, others);
  }
});

test('leaving clears the tile and the sound, and joining again brings both back', async ({
  arrive,
  room,
}) => {
  const first = await arrive(alice);
  const second = await arrive(bob);
  await first.join(room);
  await second.join(room);
  await expectToSee(first, 'Bob');

  await second.button('Leave').click();
  await expect(second.page.getByRole('heading', { name: 'You left the call' })).toBeVisible();
  await expect(first.tile('Bob')).toHaveCount(0);
  await expect(first.page.getByRole('log')).toHaveText('Bob left');
  await expectToHear(first, []);

  await second.button('Join again').click();
  await expectToSee(first, 'Bob');
  await expectToSee(second, 'Alice');
  await expectToHear(first, ['Bob']);
});

test('a closed page leaves no ghost', async ({ arrive, room }) => {
  const first = await arrive(alice);
  const second = await arrive(bob);
  await first.join(room);
  await second.join(room);
  await expect(first.tile('Bob')).toBeVisible();
  await second.page.close({ runBeforeUnload: false });
  await expect(first.tile('Bob')).toHaveCount(0);
});

test('works with the devices of the browser itself', async ({ arrivePlain, room }) => {
  const first = await arrivePlain('Dave');
  const second = await arrivePlain('Erin');
  await first.join(room);
  await second.join(room);
  for (const [viewer, other] of [
    [first, 'Erin'],
    [second, 'Dave'],
  ] as const) {
    await expect(viewer.tile(other)).toBeVisible();
    await expect.poll(() => readDecodedFrames(viewer.page)).toBeGreaterThan(10);
    const width = () => viewer.picture(other).evaluate((video) => (video as HTMLVideoElement).videoWidth);
    await expect.poll(width).toBeGreaterThan(0);
  }
});

test('the server says goodbye when it stops', async ({ arrive, room, startServer }) => {
  const server = await startServer();
  const first = await arrive(alice, { server });
  const second = await arrive(bob, { server });
  await first.join(room);
  await second.join(room);
  await expect(first.tile('Bob')).toBeVisible();
  expect(await server.stop()).toBe(0);
  for (const person of [first, second]) {
    await expect(person.page.getByRole('heading', { name: 'The server was stopped' })).toBeVisible();
  }
});
