import { expect } from '@playwright/test';
import { expectAccessible } from './check-accessibility.ts';
import { expectToHear, expectToSee } from './expect-media.ts';
import { test } from './fixtures.ts';
import { alice, bob, carol } from './identities.ts';
import type { Person } from './person.ts';

/** A key that nobody else has. */
const otherKey = '#key=AAAAAAAAAAAAAAAAAAAAAA';
const noKey = 'Cannot be decrypted: the key is missing or another one.';

/** Tries to come in; what happens then is for the caller to expect. */
async function knock({ page, name }: Person): Promise<void> {
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
}

/** The server of the page says nothing of rooms to whoever asks, or only nothing to those who ask to come in. */
async function silence({ page }: Person, asked: 'always' | 'at the door'): Promise<void> {
  await page.route('**/host/stream', async (route) => {
    const { as } = route.request().postDataJSON() as { readonly as: string };
    await (asked === 'always' || as === 'waiting' ? route.abort() : route.continue());
  });
}

test('on LiveKit people with the whole link see each other, and who lacks the key is told', async ({
  arrive,
  livekitServer: server,
  room,
}) => {
  const first = await arrive(alice, { server });
  const { page } = first;
  await first.open(room, 'livekit');
  await page.getByRole('checkbox', { name: 'End-to-end encryption' }).check();
  await expect(page).toHaveURL(/#key=[\w-]{22}$/);
  await expect(page.getByText('encrypted between people')).toBeVisible();
  await expectAccessible(page, 'lobby with encryption');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
  await first.enter();
  await expect(page.getByText('End-to-end encrypted')).toBeVisible();
  await first.button('More').click();
  await first.button('Participants').click();
  const link = await page.getByRole('textbox', { name: 'Link to this room' }).first().inputValue();
  const [, key = ''] = link.split('#key=');
  expect(key).toMatch(/^[\w-]{22}$/);

  const second = await arrive(bob, { server });
  await second.page.goto(link);
  await second.enter();
  await expectToSee(first, 'Bob');
  await expectToSee(second, 'Alice');

  const third = await arrive(carol, { server });
  const refusal = third.page.getByRole('alert');
  await third.page.goto(link.replace(/#.*/, ''));
  await knock(third);
  await expect(refusal).toContainText('This call is encrypted, and your link lacks its key');
  await expect(refusal).toContainText('Open the whole link');
  await expectAccessible(third.page, 'without the key');
  await third.page.goto(link.replace(/#.*/, otherKey));
  await third.page.reload();
  await knock(third);
  await expect(refusal).toContainText('This call is encrypted, and your link has another key');
  await expect(first.tile('Carol')).toHaveCount(0);
  await expect(first.page.getByText('End-to-end encrypted')).toBeVisible();
  // No server was ever shown the key.
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((line) => line.includes(key))).toEqual([]);
});

test(
  'who came in without the key, past the door, sends nothing until they want to, and is neither seen nor heard',
  { tag: '@long' },
  async ({ arrive, livekitServer: server, room }) => {
    const address = `/?room=${room}&adapter=livekit`;
    const key = '#key=BBBBBBBBBBBBBBBBBBBBBB';
    const [first, second] = [await arrive(alice, { server }), await arrive(bob, { server })];
    for (const one of [first, second]) {
      await one.page.goto(address + key);
      await one.enter();
    }
    await expectToHear(first, ['Bob']);
    await expect(first.page.getByText('End-to-end encrypted')).toBeVisible();

    const third = await arrive(carol, { server });
    await silence(third, 'at the door');
    await third.page.goto(address);
    await third.enter();
    await expect(third.page.getByRole('alert')).toContainText('You have not the key of this call');
    await expect(third.button('Microphone')).toHaveAttribute('aria-pressed', 'false');
    await expect(third.button('Camera')).toHaveAttribute('aria-pressed', 'false');
    await expect(third.tile('Alice')).toContainText(noKey);
    await expect(third.page.getByText('Picture is on its way')).toHaveCount(0);
    await expect(third.page.getByText('End-to-end encrypted')).toHaveCount(0);
    await expectAccessible(third.page, 'in the call without the key');
    for (const one of [first, second]) {
      await expect(one.page.getByText('Not everyone has the key')).toBeVisible();
      await expect(one.page.getByText('End-to-end encrypted')).toHaveCount(0);
    }

    // What they send all the same, plain, is nothing to those who encrypt.
    await third.button('Microphone').click();
    await third.button('Camera').click();
    await expect(first.tile('Carol')).toContainText(noKey);
    await expect(second.tile('Carol')).toContainText(noKey);
    await expectToHear(first, ['Bob']);
    await expectToHear(third, []);
    await expectAccessible(first.page, 'somebody has not the key');
    await third.button('Leave').click();
    await expect(first.page.getByText('End-to-end encrypted')).toBeVisible();
  },
);

test('media say themselves that a key is missing or another one, where the server of the page does not', async ({
  arrive,
  livekitServer: server,
  room,
}) => {
  const address = `/?room=${room}&adapter=livekit`;
  const first = await arrive(alice, { server });
  await silence(first, 'always');
  await first.page.goto(`${address}#key=BBBBBBBBBBBBBBBBBBBBBB`);
  await first.enter();
  const second = await arrive(bob, { server });
  await silence(second, 'always');
  await second.page.goto(address + otherKey);
  await second.enter();
  await expect(first.tile('Bob')).toContainText(noKey);
  await expect(second.tile('Alice')).toContainText(noKey);
  for (const one of [first, second])
    await expect(one.page.getByText('Not everyone has the key')).toBeVisible();
  await expectToHear(first, []);

  await second.button('Leave').click();
  const third = await arrive(carol, { server });
  await silence(third, 'always');
  await third.page.goto(address);
  await third.enter();
  await expect(third.page.getByRole('alert')).toContainText('You have not the key of this call');
  await expect(third.button('Microphone')).toHaveAttribute('aria-pressed', 'false');
  await expect(third.tile('Alice')).toContainText(noKey);
});

test('a call that goes on without encryption says so, and closes nothing', async ({
  arrive,
  livekitServer: server,
  room,
}) => {
  const person = await arrive(alice, { server });
  await person.page.goto(`/?room=${room}&adapter=livekit#key=BBBBBBBBBBBBBBBBBBBBBB`);
  await person.enter();
  await expect(person.page.getByText('End-to-end encrypted')).toBeVisible();
  await person.button('More').click();
  await person.button('Change provider').click();
  await person.page.getByRole('combobox', { name: 'Go on with' }).selectOption('Pretend call with bots');
  await person.page.getByRole('checkbox', { name: 'I accept what I lose' }).check();
  await person.button('Change').click();
  await expect(person.page.getByText('You are with Pretend call with bots now').first()).toBeVisible();
  await expect(person.page.getByText('End-to-end encrypted')).toHaveCount(0);
  await expect(person.page.getByText('You have not the key of this call')).toHaveCount(0);
  await expect(person.button('Microphone')).toHaveAttribute('aria-pressed', 'true');
  await expect(person.button('Camera')).toHaveAttribute('aria-pressed', 'true');
});
