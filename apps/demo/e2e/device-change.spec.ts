import { mediaLaunchOptions } from '@jackfield/browser';
import { expect } from '@playwright/test';
import { expectToHear, expectToSee } from './expect-media.ts';
import { test } from './fixtures.ts';
import { alice, bob, deskOfAlice } from './identities.ts';
import { mediaArguments } from './media-arguments.ts';
import { readPicture } from './read-picture.ts';

// Two cameras, so that there is another one to choose.
const devices = '--use-fake-device-for-media-stream=device-count=2';
test.use({ launchOptions: mediaLaunchOptions({ args: [...mediaArguments, devices] }) });

test('another camera and another microphone, chosen in a call, are what the other sees and hears', async ({
  arrive,
  room,
}) => {
  const first = await arrive(alice, { chosen: deskOfAlice });
  const second = await arrive(bob);
  await first.join(room);
  await second.join(room);
  await expectToSee(second, 'Alice');
  await expectToHear(second, ['Alice']);

  await first.button('More').click();
  await first.button('Settings').click();
  for (const kind of ['Microphone', 'Camera']) {
    const choice = first.page.getByRole('combobox', { name: kind, exact: true });
    await expect.poll(() => choice.getByRole('option').count()).toBeGreaterThan(1);
    const current = await choice.locator('option:checked').textContent();
    const labels = await choice.getByRole('option').allTextContents();
    const other = labels.filter((label) => label !== current).at(-1) ?? '';
    await choice.selectOption({ label: other });
    await expect(choice.locator('option:checked')).toHaveText(other);
  }

  await expect
    .poll(async () => (await readPicture(second.picture('Alice'))).of, {
      message: 'Bob sees the other camera',
    })
    .toBe(deskOfAlice.name);
  await expectToHear(second, [deskOfAlice.name]);
  await expect(first.page.getByRole('alert')).toHaveCount(0);
});
