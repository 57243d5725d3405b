import { expect } from '@playwright/test';
import { test } from '../fixtures.ts';
import { alice } from '../identities.ts';
import { readPicture } from '../read-picture.ts';

test('shows a mirrored preview and asks for a name before the call', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await person.open(room);
  const preview = person.page.getByRole('region', { name: 'Camera preview' }).locator('video');
  await expect.poll(async () => (await readPicture(preview)).of).toBe('Alice');
  await expect(preview).toHaveCSS('transform', 'matrix(-1, 0, 0, 1, 0, 0)');
  await expect(person.button('Join')).toBeDisabled();
  await expect(person.button('Join')).toHaveAccessibleDescription('Enter your name to join.');
  await person.page.getByRole('textbox', { name: 'Your name' }).fill('Alice');
  await expect(person.button('Join')).toBeEnabled();
});

test('explains a room that cannot be, and offers one that can', async ({ arrive }) => {
  const person = await arrive(alice);
  await person.open('');
  const room = person.page.getByRole('textbox', { name: 'Room', exact: true });
  await person.page.getByRole('textbox', { name: 'Your name' }).fill('Alice');
  await room.fill('Team meeting!');
  await expect(room).toHaveAccessibleDescription(/letters without accents/);
  await expect(person.button('Join')).toBeDisabled();
  await person.button('Use Team-meeting').click();
  await expect(room).toHaveValue('Team-meeting');
  await expect(person.button('Join')).toBeEnabled();
  await expect(person.page.getByRole('textbox', { name: 'Link to this room' })).toHaveValue(
    /room=Team-meeting$/,
  );
});

test('remembers the name and what was off', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await person.open(room);
  await expect(person.button('Camera')).toHaveAttribute('aria-pressed', 'true');
  await person.button('Camera').click();
  await person.enter();
  await person.button('Leave').click();
  await person.open(room);
  await expect(person.page.getByRole('textbox', { name: 'Your name' })).toHaveValue('Alice');
  await expect(person.button('Microphone')).toHaveAttribute('aria-pressed', 'true');
  await expect(person.button('Camera')).toHaveAttribute('aria-pressed', 'false');
});

test('copies the link', async ({ arrive, room }) => {
  const person = await arrive(alice, {
    prepare: (context) =>
      context.grantPermissions(['clipboard-read', 'clipboard-write', 'camera', 'microphone']),
  });
  await person.open(room);
  await person.button('Copy link').click();
  await expect(person.page.getByText('Link copied')).toBeAttached();
  expect(await person.page.evaluate(() => navigator.clipboard.readText())).toContain(`?room=${room}`);
});

test('names the providers that there are when the address asks for another', async ({ arrive }) => {
  const person = await arrive(alice);
  await person.page.goto('/?adapter=nope');
  await expect(person.page.getByRole('alert')).toContainText('This app has no provider “nope”');
  await expect(person.page.getByRole('alert')).toContainText('p2p');
});

test('text of others is only ever text', async ({ arrive, room }) => {
  const person = await arrive(alice);
  const name = '<img src=x onerror=alert(1)>';
  const other = await arrive({ ...alice, name });
  await person.join(room);
  await other.join(room);
  await expect(person.tile(name)).toBeVisible();
  await expect(person.tile(name).getByText(name)).toBeVisible();
  await expect(person.page.locator('img[src="x"]')).toHaveCount(0);
});

test('is usable by keyboard alone', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await person.open(room);
  const { keyboard } = person.page;
  await person.page.getByRole('textbox', { name: 'Your name' }).focus();
  await keyboard.type('Alice');
  await keyboard.press('Enter');
  const microphone = person.button('Microphone');
  await expect(person.button('Leave')).toBeVisible();
  await microphone.focus();
  await keyboard.press('Space');
  await expect(microphone).toHaveAttribute('aria-pressed', 'false');
  await keyboard.press('Tab');
  await expect(person.button('Camera')).toBeFocused();
  await keyboard.press('Tab');
  await expect(person.button('Share screen')).toBeFocused();
  for (const name of ['Hand and reactions', 'Chat', 'More', 'Leave']) {
    await keyboard.press('Tab');
    await expect(person.button(name)).toBeFocused();
  }
  await keyboard.press('Enter');
  await expect(person.page.getByRole('heading', { name: 'You left the call' })).toBeVisible();
});
