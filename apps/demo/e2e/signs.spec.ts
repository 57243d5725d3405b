import { expect } from '@playwright/test';
import { expectToSee } from './expect-media.ts';
import { test } from './fixtures.ts';
import { alice, bob } from './identities.ts';
import type { Person } from './person.ts';
import { installRoundTrip } from './round-trip.ts';

/** Two people in a call, who see each other. */
async function meet(people: readonly [Person, Person], room: string): Promise<void> {
  for (const person of people) await person.join(room);
  await expectToSee(people[0], people[1].name);
  await expectToSee(people[1], people[0].name);
}

test('a ring shows who speaks, and goes with the voice', async ({ arrive, room }) => {
  const first = await arrive(alice);
  const second = await arrive(bob);
  await meet([first, second], room);
  const ring = first.tile('Bob').getByRole('img', { name: 'Speaking' });
  await expect(ring).toBeVisible();
  const { width, height } = (await ring.boundingBox()) ?? { width: 0, height: 0 };
  const tile = await first.tile('Bob').boundingBox();
  expect([width, height], 'the ring goes round the whole tile').toEqual([tile?.width, tile?.height]);
  await second.button('Microphone').click();
  await expect(ring).toHaveCount(0);
  await second.button('Microphone').click();
  await expect(ring).toBeVisible();
});

test('who speaks while muted is told, and no longer once they unmute', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await person.join(room, 'p2p');
  await person.button('Microphone').click();
  const notice = person.page.getByText('You are muted: nobody hears you.');
  await expect(notice).toBeVisible();
  await person.button('Microphone').click();
  await expect(notice).toHaveCount(0);
});

test('a picture that stops is said to have stopped, and goes on without a word', async ({ arrive, room }) => {
  const first = await arrive(alice);
  const second = await arrive(bob);
  await meet([first, second], room);
  const note = first.tile('Bob').getByText('The picture has stopped.');
  await expect(note).toHaveCount(0);
  await second.page.evaluate(() => (window.holdPictures = true));
  await expect(note).toBeVisible();
  await second.page.evaluate(() => (window.holdPictures = false));
  await expect(note).toHaveCount(0);
  await expectToSee(first, 'Bob');
});

test('a network that gets bad is shown on the tile of whom it leads to', async ({ arrive, room }) => {
  const first = await arrive(alice, { prepare: (context) => context.addInitScript(installRoundTrip) });
  const second = await arrive(bob);
  await meet([first, second], room);
  const network = first.tile('Bob').getByRole('img', { name: /^Network:/ });
  await expect(network).toHaveCount(0);
  for (const [seconds, name] of [
    [0.5, 'Network: poor'],
    [0.9, 'Network: bad'],
  ] as const) {
    await first.page.evaluate((roundTrip) => (window.roundTrip = roundTrip), seconds);
    await expect(network).toHaveAccessibleName(name);
    await expect(network).toBeVisible();
  }
  await first.page.evaluate(() => (window.roundTrip = 0.01));
  await expect(network).toHaveCount(0);
});
