import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { alice, bob } from './identities.ts';
import { readPicture } from './read-picture.ts';

test('a shared screen is shown beside the camera, and goes when the sharing ends', async ({
  arrive,
  room,
}) => {
  const sender = await arrive(alice);
  const receiver = await arrive(bob);
  await sender.join(room);
  await receiver.join(room);
  await expect.poll(async () => (await readPicture(receiver.picture('Alice'))).of).toBe('Alice');

  const button = sender.button('Share screen');
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(sender.page.getByText('You are sharing your screen.')).toBeVisible();
  const screen = receiver.page.getByRole('group', { name: 'Screen of Alice' });
  const width = (): Promise<number> =>
    screen.locator('video').evaluate((video) => (video instanceof HTMLVideoElement ? video.videoWidth : 0));
  await expect.poll(width).toBeGreaterThan(0);
  await expect.poll(async () => (await readPicture(receiver.picture('Alice'))).of).toBe('Alice');

  await sender.button('Stop sharing').click();
  await expect(screen).toHaveCount(0);
  await expect(button).toHaveAttribute('aria-pressed', 'false');
});

test('a picker that is closed changes nothing', async ({ arrive, room }) => {
  const person = await arrive(alice, {
    prepare: (context) =>
      context.addInitScript(() => {
        navigator.mediaDevices.getDisplayMedia = () =>
          Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
      }),
  });
  await person.join(room);
  const button = person.button('Share screen');
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await expect(person.page.getByRole('alert')).toHaveCount(0);
});
