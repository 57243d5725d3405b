import { expect } from '@playwright/test';
import { comeTo } from './fake-room.ts';
import { test } from './fixtures.ts';
import { alice, bob, screenOfAlice } from './identities.ts';
import type { Person } from './person.ts';
import { readPicture } from './read-picture.ts';
import { installRoundTrip } from './round-trip.ts';

async function openFromMore(person: Person, item: string): Promise<void> {
  await person.button('More').click();
  await person.button(item).click();
}

test('two people: the other has the stage, and the own picture a corner of it; a share is seen by who gives it', async ({
  arrive,
  room,
}) => {
  const first = await arrive(alice, { screen: screenOfAlice });
  const second = await arrive(bob);
  await first.join(room);
  await second.join(room);
  await expect(first.tile('Bob')).toBeVisible();
  const box = async (name: string): Promise<{ x: number; y: number; width: number; height: number }> =>
    (await first.tile(name).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await expect
    .poll(async () => (await box('Bob')).width / (await box('Alice (you)')).width, { message: 'Bob : Alice' })
    .toBeGreaterThan(3);
  const [stage, corner] = [await box('Bob'), await box('Alice (you)')];
  expect(corner.x + corner.width, 'inside, on the right').toBeLessThanOrEqual(stage.x + stage.width);
  expect(corner.x).toBeGreaterThan(stage.x + stage.width / 2);
  expect(corner.y).toBeGreaterThan(stage.y + stage.height / 2);

  await first.button('Share screen').click();
  await expect
    .poll(async () => (await readPicture(first.picture('Your screen'))).of, { message: 'the own share' })
    .toBe(screenOfAlice.name);
});

test('what one person writes in a row stands under one name; only web links become links', async ({
  arrive,
  room,
}) => {
  const first = await arrive(alice);
  const second = await arrive(bob);
  await first.join(room);
  await second.join(room);
  await expect(second.tile('Alice')).toBeVisible();
  await second.button('Chat').click();
  const message = second.page.getByRole('textbox', { name: 'Message' });
  for (const text of ['One', 'Two', 'javascript:alert(1) data:text/html,x http://example.org/']) {
    await message.fill(text);
    await message.press('Enter');
    await expect(message).toHaveValue('');
  }
  await first.button('Chat').click();
  const chat = first.page.getByRole('region', { name: 'Chat' });
  await expect(chat.getByText('Two')).toBeVisible();
  await expect(chat.getByText('javascript:')).toBeVisible();
  await expect(chat.getByText('Bob', { exact: true })).toHaveCount(1);
  await expect(chat.getByRole('listitem')).toHaveCount(1);
  await expect(chat.getByRole('link')).toHaveText(['http://example.org/']);
});

test('statistics say in words how the own connection is, and what the numbers of a person mean', async ({
  arrive,
  room,
}) => {
  const first = await arrive(alice, { prepare: (context) => context.addInitScript(installRoundTrip) });
  const second = await arrive(bob);
  await first.join(room);
  await second.join(room);
  await expect(first.tile('Bob')).toBeVisible();
  await openFromMore(first, 'Statistics');
  const panel = first.page.getByRole('region', { name: 'Statistics' });
  const own = panel.getByRole('region', { name: 'Your connection' });
  await expect(own).toContainText(/Good|Excellent/);
  await first.page.evaluate(() => (window.roundTrip = 0.9));
  await expect(own).toContainText('Bad: sound breaks up.');
  await expect(first.tile('Alice (you)').getByRole('img', { name: 'Network: bad' })).toBeVisible();
  await expect(panel.getByText('The way is long: answers come late.').first()).toBeVisible();
  await first.page.evaluate(() => (window.roundTrip = 0.01));
  await expect(own).toContainText(/Good|Excellent/);
  await expect(panel.getByText('The way is long: answers come late.')).toHaveCount(0);
});

test('whoever speaks on a later page comes to the first', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await person.page.setViewportSize({ width: 390, height: 780 });
  await comeTo(person, room, 12);
  await expect(person.page.getByText('Page 1 of 2')).toBeVisible();
  // Of the four with an open microphone, Ines is the tenth: eight others and the own picture fill the first page.
  await expect(person.tile('Ines')).toBeVisible();
});

test('on LiveKit a host lets in, locks and hands over', async ({
  arrive,
  arrivePlain,
  livekitServer: server,
  room,
}) => {
  const host = await arrive(alice, { server });
  const guest = await arrive(bob, { server });
  await host.join(room, 'livekit');
  await guest.join(room, 'livekit');
  await openFromMore(host, 'Participants');
  const tools = host.page.getByRole('region', { name: 'Host tools' });
  await tools.getByRole('checkbox', { name: 'Waiting room' }).check();
  const late = await arrivePlain('Carol', { server });
  await late.open(room, 'livekit');
  await late.page.getByRole('textbox', { name: 'Your name' }).fill('Carol');
  await late.button('Join').click();
  await expect(late.page.getByText('Waiting for the host')).toBeVisible();
  await host.button('Let in').click();
  await expect(late.button('Leave')).toBeVisible();
  await tools.getByRole('checkbox', { name: 'Lock the room' }).check();
  await late.button('Leave').click();
  await late.button('Join again').click();
  await expect(late.page.getByRole('alert')).toContainText('The host has locked this room');
  await host.button('Make Bob the host').click();
  await expect(tools).toHaveCount(0);
  await openFromMore(guest, 'Participants');
  await expect(guest.page.getByRole('checkbox', { name: 'Lock the room' })).toBeChecked();
});
