import { mediaLaunchOptions } from '@jackfield/browser';
import { expect } from '@playwright/test';
import { test } from '../fixtures.ts';
import { mediaArguments } from '../media-arguments.ts';

test.use({ launchOptions: mediaLaunchOptions({ devices: 'none', args: mediaArguments }) });

test('says that there are no devices, and joins', async ({ arrivePlain, room }) => {
  const person = await arrivePlain('Grace');
  await person.open(room);
  await expect(person.page.getByText('No microphone and no camera found')).toBeVisible();
  await person.enter();
  await expect(person.tile('Grace (you)')).toBeVisible();
});
