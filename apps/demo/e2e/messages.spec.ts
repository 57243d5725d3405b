import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { alice, bob } from './identities.ts';

test('chat, hands and reactions reach the other end of a real call', async ({ arrive, room }) => {
  const first = await arrive(alice);
  const second = await arrive(bob);
  await first.join(room);
  await second.join(room);
  await expect(first.tile('Bob')).toBeVisible();
  await expect(second.tile('Alice')).toBeVisible();

  await second.button('Chat').click();
  await second.page.getByRole('textbox', { name: 'Message' }).fill('Shall we begin?');
  await second.button('Send').click();
  await expect(first.page.getByRole('log')).toHaveText('New message from Bob');
  await first.button('Chat').click();
  await expect(first.page.getByRole('region', { name: 'Chat' }).getByText('Shall we begin?')).toBeVisible();

  const open = second.button('Hand and reactions');
  const hand = first.tile('Bob').getByRole('img', { name: 'Hand raised' });
  await open.click();
  await second.button('Raise hand').click();
  await expect(hand).toBeVisible();
  await expect(first.page.getByRole('log')).toHaveText('Bob raised a hand');
  await open.click();
  await second.button('Lower hand').click();
  await expect(hand).toHaveCount(0);

  await open.click();
  await second.button('React with 👍').click();
  await expect(first.page.getByText('Bob reacted with 👍')).toBeAttached();
  // It rises and is gone.
  await expect(first.page.getByText('Bob reacted with 👍')).toHaveCount(0);
});

test('whoever may not moderate is offered no host tools', async ({ arrive, room }) => {
  // Who came first is the host, and nobody else.
  const first = await arrive(alice);
  const second = await arrive(bob);
  await first.join(room);
  await second.join(room);
  await second.button('2 people').click();
  const people = second.page.getByRole('complementary', { name: 'Participants' });
  await expect(people.getByText('Host', { exact: true })).toBeVisible();
  await expect(people.getByRole('button', { name: 'Pin Alice' })).toBeVisible();
  await expect(people.getByRole('button', { name: /^(?:Mute|Remove) Alice$/ })).toHaveCount(0);
  await expect(people.getByRole('region', { name: 'Host tools' })).toHaveCount(0);
});
