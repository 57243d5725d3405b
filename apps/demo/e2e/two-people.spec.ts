import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { alice, bob, screenOfAlice } from './identities.ts';
import { readPicture } from './read-picture.ts';

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
