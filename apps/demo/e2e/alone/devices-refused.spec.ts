import { mediaLaunchOptions } from '@jackfield/browser';
import { expect } from '@playwright/test';
import { test } from '../fixtures.ts';
import { mediaArguments } from '../media-arguments.ts';

test.use({ launchOptions: mediaLaunchOptions({ prompts: 'ask', args: mediaArguments }) });

const refused = 'Microphone and camera are not allowed';

test('says how to allow devices, and joins without them', async ({ arrivePlain, room }) => {
  const person = await arrivePlain('Frank');
  await person.open(room);
  await expect(person.page.getByText(refused)).toBeVisible();
  await person.enter();
  await expect(person.tile('Frank (you)')).toBeVisible();
});

test('tries again once they are allowed', async ({ arrivePlain, room }) => {
  const person = await arrivePlain('Frank');
  await person.open(room);
  await expect(person.page.getByText(refused)).toBeVisible();
  await person.page.context().grantPermissions(['camera', 'microphone']);
  await person.button('Try again').click();
  await expect(person.button('Camera')).toHaveAttribute('aria-pressed', 'true');
  await expect(person.button('Microphone')).toHaveAttribute('aria-pressed', 'true');
  await expect(person.page.getByText(refused)).toHaveCount(0);
});
