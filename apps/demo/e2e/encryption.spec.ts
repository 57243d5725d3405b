import { expect } from '@playwright/test';
import { expectAccessible } from './check-accessibility.ts';
import { expectToSee } from './expect-media.ts';
import { test } from './fixtures.ts';
import { alice, bob, carol } from './identities.ts';

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
  await third.page.goto(link.replace(/#.*/, ''));
  await third.enter();
  await expect(third.page.getByRole('alert')).toContainText('You have not the key of this call');
  await expectAccessible(third.page, 'without the key');
  await expect(second.page.getByText('You have not the key of this call')).toHaveCount(0);
  // No server was ever shown the key.
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((line) => line.includes(key))).toEqual([]);
});
