import { expect } from '@playwright/test';
import { test } from '../fixtures.ts';
import { alice } from '../identities.ts';

test('calls without any network: a crowd in memory comes, shows itself and goes', async ({
  arrive,
  room,
}) => {
  const person = await arrive(alice);
  await person.page.goto(`/?room=${room}&adapter=fake&speed=3`);
  await person.enter();
  const people = person.page.getByRole('region', { name: 'People in the call' });
  const ada = people.getByRole('group', { name: 'Ada', exact: true });
  await expect(ada).toBeVisible();
  const bea = people.getByRole('group', { name: 'Bea', exact: true });
  await expect(bea).toBeVisible({ timeout: 20_000 });
  // Whoever has the camera on at the moment: their picture moves.
  const video = people.locator('video').last();
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.videoWidth > 0 && !element.paused))
    .toBe(true);
  await person.button('Leave').click();
  await expect(people).toHaveCount(0);
});
