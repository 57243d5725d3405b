import { mediaLaunchOptions } from '@jackfield/browser';
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { mediaArguments } from './media-arguments.ts';

test.describe('refused by the person', () => {
  test.use({ launchOptions: mediaLaunchOptions({ prompts: 'ask', args: mediaArguments }) });

  test('says how to allow devices, and joins without them', async ({ arrivePlain, room }) => {
    const person = await arrivePlain('Frank');
    await person.open(room);
    await expect(person.page.getByText('Microphone and camera are not allowed')).toBeVisible();
    await person.enter();
    await expect(person.tile('Frank (you)')).toBeVisible();
  });

  test('tries again once they are allowed', async ({ arrivePlain, room }) => {
    const person = await arrivePlain('Frank');
    await person.open(room);
    await expect(person.page.getByText('Microphone and camera are not allowed')).toBeVisible();
    await person.page.context().grantPermissions(['camera', 'microphone']);
    await person.button('Try again').click();
    await expect(person.button('Camera')).toHaveAttribute('aria-pressed', 'true');
    await expect(person.page.getByText('Microphone and camera are not allowed')).toHaveCount(0);
  });
});

test.describe('a machine without devices', () => {
  test.use({ launchOptions: mediaLaunchOptions({ devices: 'none', args: mediaArguments }) });

  test('says that there are none, and joins', async ({ arrivePlain, room }) => {
    const person = await arrivePlain('Grace');
    await person.open(room);
    await expect(person.page.getByText('No microphone and no camera found')).toBeVisible();
    await person.enter();
    await expect(person.tile('Grace (you)')).toBeVisible();
  });
});

test('a camera that another app holds is named, and the microphone goes on', async ({
  arrivePlain,
  room,
}) => {
  const person = await arrivePlain('Heidi', {
    prepare: (context) =>
      context.addInitScript(() => {
        const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = (constraints) =>
          constraints?.video
            ? Promise.reject(new DOMException('Could not start video source', 'NotReadableError'))
            : open(constraints);
      }),
  });
  await person.open(room);
  await expect(person.page.getByText('Camera is in use')).toBeVisible();
  await expect(person.button('Microphone')).toHaveAttribute('aria-pressed', 'true');
});
