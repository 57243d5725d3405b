import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { expectToHear } from './expect-media.ts';
import { alice, bob, screenOfAlice } from './identities.ts';
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
  await expect(sender.tile('Your screen')).toBeVisible();
  const screen = receiver.page.getByRole('group', { name: 'Screen of Alice' });
  const width = (): Promise<number> =>
    screen.locator('video').evaluate((video) => (video instanceof HTMLVideoElement ? video.videoWidth : 0));
  await expect.poll(width).toBeGreaterThan(0);
  await expect.poll(async () => (await readPicture(receiver.picture('Alice'))).of).toBe('Alice');

  await sender.button('Stop sharing').click();
  await expect(screen).toHaveCount(0);
  await expect(sender.tile('Your screen')).toHaveCount(0);
  await expect(button).toHaveAttribute('aria-pressed', 'false');
});

test('the sound of a shared screen is heard beside the voice, and goes when the sharing ends', async ({
  arrive,
  room,
}) => {
  const sender = await arrive(alice, { screen: screenOfAlice });
  const receiver = await arrive(bob);
  await sender.join(room);
  await receiver.join(room);
  await expectToHear(receiver, ['Alice']);

  await sender.button('Share screen').click();
  await expectToHear(receiver, ['Alice', 'Screen of Alice']);
  const screen = receiver.page.getByRole('group', { name: 'Screen of Alice' }).locator('video');
  await expect.poll(async () => (await readPicture(screen)).of).toBe('Screen of Alice');
  // The screen's sound is not the microphone's: it stays when that is muted.
  await sender.button('Microphone').click();
  await expect(receiver.tile('Alice').getByRole('img', { name: 'Microphone muted' })).toBeVisible();
  await expectToHear(receiver, ['Screen of Alice', 'silence']);
  // And nobody hears their own.
  await expectToHear(sender, ['Bob']);

  await sender.button('Stop sharing').click();
  await expectToHear(receiver, ['silence']);
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
