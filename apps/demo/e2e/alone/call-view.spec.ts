import { expect } from '@playwright/test';
import { comeTo, makeTrouble } from '../fake-room.ts';
import { test } from '../fixtures.ts';
import { alice } from '../identities.ts';
import type { Person } from '../person.ts';

const widthOf = async (person: Person, name: string): Promise<number> =>
  (await person.tile(name).boundingBox())?.width ?? 0;

test('whoever speaks is large in the speaker view', async ({ arrive, room }) => {
  const person = await arrive(alice);
  // Of the first four, Ada and Dana have their microphones on.
  await comeTo(person, room, 3);
  await person.button('Speaker view').click();
  await expect
    .poll(async () => (await widthOf(person, 'Ada')) / (await widthOf(person, 'Bea')), {
      message: 'Ada : Bea',
    })
    .toBeGreaterThan(2.5);
  await person.button('Grid view').click();
  await expect
    .poll(async () => (await widthOf(person, 'Ada')) / (await widthOf(person, 'Bea')), {
      message: 'Ada : Bea',
    })
    .toBeLessThan(1.1);
});

test('a shared screen is large', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await comeTo(person, room, 3);
  await makeTrouble(person, 'Somebody shares a screen');
  await person.button('Close panel').click();
  await expect(person.tile('Screen of Ada')).toBeVisible();
  await expect
    .poll(async () => (await widthOf(person, 'Screen of Ada')) / (await widthOf(person, 'Bea')))
    .toBeGreaterThan(2.5);
});

test('a host mutes somebody; being muted, recorded and left alone by others is told', async ({
  arrive,
  room,
}) => {
  const person = await arrive(alice);
  const { page } = person;
  await comeTo(person, room, 2);
  const muted = person.tile('Ada').getByRole('img', { name: 'Microphone muted' });
  await expect(muted).toHaveCount(0);
  await person.button('3 people').click();
  await person.button('Mute Ada').click();
  await expect(muted).toBeVisible();

  await expect(person.button('Microphone')).toHaveAttribute('aria-pressed', 'true');
  await makeTrouble(person, 'Mute my microphone from the server');
  await expect(person.button('Microphone')).toHaveAttribute('aria-pressed', 'false');
  await expect(
    page.getByText('A host muted your microphone. Turn it on when you want to speak.'),
  ).toBeVisible();

  await person.button('Record the room').click();
  await expect(page.getByText('Recording', { exact: true })).toBeVisible();

  await person.button('Somebody loses the network').click();
  await expect(person.tile('Ada').getByText('Connection lost, waiting for them…')).toBeVisible();
});

test('a refused join is told in the lobby, and the next one may succeed', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await comeTo(person, room, 1);
  await makeTrouble(person, 'Refuse my next join');
  await person.button('Leave').click();
  await person.button('Join again').click();
  await expect(person.page.getByRole('alert')).toContainText('The room is full');
  await person.button('Join').click();
  await expect(person.button('Leave')).toBeVisible();
});

test('the trouble panel shows events, the snapshot, what was contained, and 50 bots', async ({
  arrive,
  room,
}) => {
  const person = await arrive(alice);
  await comeTo(person, room, 1);
  await makeTrouble(person, 'Somebody writes');
  const panel = person.page.getByRole('region', { name: 'Trouble panel' });
  await expect(panel.getByText('message-received · chat')).toBeVisible();
  await expect(panel.getByText('Nothing: the adapter does what it should.')).toBeVisible();
  await panel.getByText('Snapshot').click();
  await expect(panel).toContainText('"status": "joined"');
  await panel.getByRole('button', { name: '50 bots' }).click();
  await expect(person.page.getByRole('button', { name: /^\d\d people$/ })).toBeVisible({ timeout: 30_000 });
});

test('joining is shown step by step', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await comeTo(person, room, 2);
  await person.button('More').click();
  await person.button('Statistics').click();
  const panel = person.page.getByRole('region', { name: 'Statistics' });
  for (const step of ['Joined', 'First person known', 'First track received', 'First picture shown'])
    await expect(panel.getByText(step, { exact: true }).locator('xpath=following-sibling::dd[1]')).toHaveText(
      /^\d+ ms$/,
    );
});

test('a picture floats above other windows, and comes back', async ({ arrive, room }) => {
  const person = await arrive(alice);
  const { page } = person;
  await comeTo(person, room, 2);
  await person.tile('Ada').hover();
  await person.tile('Ada').getByRole('button', { name: 'Picture in picture' }).click();
  const floating = (): Promise<string | undefined> =>
    page.evaluate(() => document.pictureInPictureElement?.getAttribute('aria-label') ?? undefined);
  await expect.poll(floating).toBe('Ada');
  await person.tile('Ada').getByRole('button', { name: 'Picture in picture' }).click();
  await expect.poll(floating).toBeUndefined();
});

test('whoever speaks on a later page comes to the first', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await comeTo(person, room, 12);
  await person.page.setViewportSize({ width: 390, height: 780 });
  await expect(person.page.getByText('Page 1 of 2')).toBeVisible();
  // Eight others and the own picture fill the first page; Ines would be the tenth. Of those with an open microphone only she is left.
  await person.page.keyboard.press('p');
  for (const name of ['Ada', 'Dana', 'Gita']) await person.button(`Mute ${name}`).click();
  await person.page.keyboard.press('Escape');
  await expect(person.tile('Ines')).toBeVisible();
  await expect(person.page.getByText('Page 1 of 2')).toBeVisible();
});
