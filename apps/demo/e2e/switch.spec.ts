import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './check-accessibility.ts';
import { expectToHear, expectToSee } from './expect-media.ts';
import { test, type Arrival } from './fixtures.ts';
import { alice, bob } from './identities.ts';
import type { Person } from './person.ts';

/** Requests that the policy refuses this SDK are named in `vendors.spec.ts`. */
const withAliyun: Arrival = { expects: (complaint) => /TrustedScript|aliyuncs\.com/.test(complaint) };

const status = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text });

/** Opens the dialog and chooses a provider. */
async function choose(person: Person, provider: string): Promise<void> {
  await person.button('More').click();
  await person.button('Change provider').click();
  await person.page.getByRole('combobox', { name: 'Go on with' }).selectOption(provider);
}

test('two people change the provider in their call, and back, by keyboard too', async ({ arrive, room }) => {
  const one = await arrive(alice, withAliyun);
  const other = await arrive(bob, withAliyun);
  await one.join(room);
  await other.join(room);
  await expectToSee(one, 'Bob');

  await choose(one, 'Alibaba Cloud RTC');
  const dialog = one.page.getByRole('dialog', { name: 'Change provider' });
  await expect(dialog.getByText('Over an emulator on this server')).toBeVisible();
  await expect(dialog.getByRole('heading', { name: 'You lose' })).toBeVisible();
  await expect(dialog.getByText('Chat, hands and reactions')).toBeVisible();
  await expectAccessible(one.page, 'what a change of the provider means');
  await dialog.getByRole('button', { name: 'Change', exact: true }).press('Enter');
  await expect(status(one.page, 'Changing to Alibaba Cloud RTC…')).toBeVisible();
  await expect(one.page.getByRole('progressbar', { name: 'Change provider' })).toBeVisible();
  await expectAccessible(one.page, 'a change of the provider under way');

  // The other one has only keys.
  const { keyboard } = other.page;
  await other.button('More').focus();
  await keyboard.press('Enter');
  await other.button('Change provider').focus();
  await keyboard.press('Enter');
  const select = other.page.getByRole('combobox', { name: 'Go on with' });
  await expect(select).toBeVisible();
  await select.focus();
  await keyboard.type('Ali');
  await expect(other.page.getByRole('heading', { name: 'You lose' })).toBeVisible();
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.press('Enter');

  for (const person of [one, other]) {
    const told = status(person.page, 'You are with Alibaba Cloud RTC now');
    await expect(told).toContainText(/without a new picture: \d+ ms\. Longest silence: \d+ ms\./, {
      timeout: 45_000,
    });
    console.log(`${person.name}: ${(await told.textContent())?.trim() ?? ''}`);
    await expect(person.page.getByText('Alibaba Cloud RTC · emulator', { exact: true })).toBeVisible();
    await expect(person.page).toHaveURL(/adapter=aliyun/);
    // One person still, and the same one.
    await expect(person.button('2 people')).toBeVisible();
  }
  await expectToSee(one, 'Bob');
  await expectToSee(other, 'Alice');
  await expectToHear(one, ['Bob']);
  await expectToHear(other, ['Alice']);
  // What this provider has not, is not offered any more.
  await expect(one.button('Chat')).toHaveAttribute('aria-disabled', 'true');

  await Promise.all(
    [one, other].map(async (person) => {
      await choose(person, 'Direct, browser to browser');
      await expect(person.page.getByRole('heading', { name: 'You gain' })).toBeVisible();
      await person.button('Change').click();
    }),
  );
  for (const person of [one, other])
    await expect(status(person.page, 'You are with Direct, browser to browser now')).toBeVisible({
      timeout: 45_000,
    });
  await expectToSee(one, 'Bob');
  await expectToHear(other, ['Alice']);
  await one.button('Chat').click();
  await one.page.getByRole('textbox', { name: 'Message' }).fill('Here again');
  await one.page.keyboard.press('Enter');
  await expect(other.page.getByText('Here again')).toHaveCount(0);
  await other.button('Chat').click();
  await expect(other.page.getByText('Here again')).toBeVisible();
});

test('a change that nobody else makes is given up by its person, and the call stays', async ({
  arrive,
  room,
}) => {
  const one = await arrive(alice, withAliyun);
  const other = await arrive(bob);
  await one.join(room);
  await other.join(room);
  await expectToSee(one, 'Bob');
  await choose(one, 'Alibaba Cloud RTC');
  await expect(one.page.getByRole('heading', { name: 'You lose' })).toBeVisible();
  await one.button('Change').click();
  await expect(status(one.page, 'The others have to change as well.')).toBeVisible();
  await one.button('Stay here').press('Enter');
  await expect(one.button('Stay here')).toHaveCount(0);
  await expect(one.page.getByText('Direct, browser to browser · direct', { exact: true })).toBeVisible();
  await expectToSee(one, 'Bob');
  await expectToSee(other, 'Alice');
  await expectToHear(other, ['Alice']);
});

test('a provider that is not to be had says so before anything moves', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await person.join(room);
  await choose(person, 'LiveKit');
  const dialog = person.page.getByRole('dialog', { name: 'Change provider' });
  await expect(dialog.getByRole('alert')).toContainText('LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET');
  await expect(person.button('Change')).toHaveAttribute('aria-disabled', 'true');
  // The bots of the pretend call come to one who is alone.
  await dialog.getByRole('combobox', { name: 'Go on with' }).selectOption('Pretend call with bots');
  await expect(person.button('Change')).toHaveAttribute('aria-disabled', 'false');
  await person.button('Change').click();
  await expect(status(person.page, 'You are with Pretend call with bots now')).toBeVisible();
  await expect(person.page.getByRole('button', { name: /^[2-9] people$/ })).toBeVisible();
});

test('a call goes on over a real server of another provider', async ({ arrive, room, livekitServer }) => {
  const one = await arrive(alice, { server: livekitServer });
  const other = await arrive(bob, { server: livekitServer });
  await one.join(room);
  await other.join(room);
  await expectToSee(one, 'Bob');
  await Promise.all(
    [one, other].map(async (person) => {
      await choose(person, 'LiveKit');
      await person.button('Change').click();
    }),
  );
  for (const person of [one, other])
    await expect(status(person.page, 'You are with LiveKit now')).toBeVisible({ timeout: 45_000 });
  await expectToSee(one, 'Bob');
  await expectToSee(other, 'Alice');
  await expectToHear(other, ['Alice']);
});

test('the room at the next provider is not entered past its host', async ({
  arrive,
  room,
  livekitServer,
}) => {
  const host = await arrive(alice, { server: livekitServer });
  await host.join(room, 'livekit');
  await host.button('More').click();
  await host.button('Participants').click();
  await host.page.getByRole('checkbox', { name: 'Lock the room' }).check();
  const guest = await arrive(bob, { server: livekitServer });
  await guest.join(room);
  await choose(guest, 'LiveKit');
  await guest.button('Change').click();
  const alert = guest.page
    .getByRole('alert')
    .filter({ hasText: 'The call stays here: LiveKit did not work' });
  await expect(alert).toContainText('The room there is locked');
  await expect(guest.page.getByText('Direct, browser to browser · direct', { exact: true })).toBeVisible();
  await expect(host.tile('Bob')).toHaveCount(0);
});
