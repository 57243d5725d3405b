import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './check-accessibility.ts';
import { expectToHear, expectToSee } from './expect-media.ts';
import { test } from './fixtures.ts';
import { alice, bob, carol } from './identities.ts';
import type { Person } from './person.ts';

const status = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text });

/** Proposes that everybody goes on with LiveKit. */
async function propose(person: Person): Promise<void> {
  await person.button('More').click();
  await person.button('Move everyone').click();
  const dialog = person.page.getByRole('dialog', { name: 'Move everyone' });
  await dialog.getByRole('combobox', { name: 'Go on with' }).selectOption('LiveKit');
  const start = dialog.getByRole('button', { name: 'Move everyone' });
  await expect(start).toHaveAttribute('aria-disabled', 'false');
  await expectAccessible(person.page, 'what a move of everybody means');
  await start.press('Enter');
}

test.describe.configure({ timeout: 150_000 });

test(
  'the host moves everybody, and who comes late is told where to go',
  { tag: '@long' },
  async ({ arrive, livekitServer, room }) => {
    const host = await arrive(alice, { server: livekitServer });
    const guest = await arrive(bob, { server: livekitServer });
    const late = await arrive(carol, { server: livekitServer });
    await host.join(room);
    await guest.join(room);
    await late.open(room);
    await expectToSee(host, 'Bob');
    await expectToSee(guest, 'Alice');

    await propose(host);
    for (const person of [host, guest]) await expect(person.page.getByText('LiveKit too')).toBeVisible();
    await expectAccessible(guest.page, 'a room that moves');
    await late.enter();
    for (const person of [host, guest, late]) {
      await expect(status(person.page, 'Everyone is with LiveKit now')).toBeVisible({ timeout: 60_000 });
      await expect(person.page.getByText('LiveKit · real service', { exact: true })).toBeVisible();
      await expect(person.page).toHaveURL(/adapter=livekit/);
      await expect(person.button('3 people')).toBeVisible();
    }
    await expectToSee(host, 'Bob');
    await expectToSee(guest, 'Carol');
    await expectToHear(late, ['Alice', 'Bob']);
    // The chat goes over LiveKit.
    await late.button('Chat').click();
    await late.page.getByRole('textbox', { name: 'Message' }).fill('I found you');
    await late.page.keyboard.press('Enter');
    await guest.button('Chat').click();
    await expect(guest.page.getByText('I found you')).toBeVisible();
  },
);

test('a guest asks everybody: who stays is named, and nobody is lost', async ({
  arrive,
  livekitServer,
  room,
}) => {
  const host = await arrive(alice, { server: livekitServer });
  const guest = await arrive(bob, { server: livekitServer });
  await host.join(room);
  await guest.join(room);
  await expectToSee(host, 'Bob');

  await propose(guest);
  const question = host.page
    .getByRole('alert')
    .filter({ hasText: 'Bob asks everyone to go on with LiveKit' });
  await expect(question).toBeVisible();
  await expectAccessible(host.page, 'a proposal');
  await host.button('Stay here').press('Enter');
  await expect(question).toHaveCount(0);
  await expect(status(guest.page, 'Not there: Alice.')).toBeVisible({ timeout: 45_000 });
  await expect(host.page.getByText('Direct, browser to browser · direct', { exact: true })).toBeVisible();
  await expectToSee(host, 'Bob');
  await expectToSee(guest, 'Alice');
  await expectToHear(guest, ['Alice']);
});
