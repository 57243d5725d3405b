import { expect } from '@playwright/test';
import { expectAccessible } from './check-accessibility.ts';
import { expectToSee } from './expect-media.ts';
import { test } from './fixtures.ts';
import { alice, bob } from './identities.ts';

test('the whole call floats in a small window: picture, devices, the way back, and leaving', async ({
  arrive,
  room,
}) => {
  const first = await arrive(alice);
  const second = await arrive(bob);
  await first.join(room);
  await second.join(room);
  await expectToSee(first, 'Bob');
  const open = async () => {
    const opened = first.page.context().waitForEvent('page');
    await first.button('More').click();
    await first.button('Call in a small window').click();
    return opened;
  };
  const small = await open();
  await expect(small.getByRole('main', { name: 'Call in a small window' })).toBeVisible();
  const width = (): Promise<number> =>
    small.getByLabel('Bob').evaluate((video) => (video as HTMLVideoElement).videoWidth);
  await expect.poll(width).toBeGreaterThan(0);
  // With the looks of the page from the first time on: a picture over a row of buttons, and nothing to scroll.
  const tops = (): Promise<number> =>
    small
      .getByRole('toolbar')
      .getByRole('button')
      .evaluateAll((all) => new Set(all.map((each) => each.getBoundingClientRect().top)).size);
  await expect.poll(tops, { message: 'rows of buttons' }).toBe(1);
  expect(await small.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)).toBe(0);
  await expectAccessible(small, 'the small window');
  await small.getByRole('button', { name: 'Microphone' }).click();
  await expect(first.button('Microphone')).toHaveAttribute('aria-pressed', 'false');
  await small.getByRole('button', { name: 'Back to the page' }).click();
  await expect.poll(() => small.isClosed()).toBe(true);
  await expectToSee(first, 'Bob');
  const again = await open();
  await again.getByRole('button', { name: 'Leave' }).click();
  await expect(first.page.getByRole('heading', { name: 'You left the call' })).toBeVisible();
  await expect.poll(() => again.isClosed()).toBe(true);
});
