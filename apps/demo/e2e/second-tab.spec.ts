import { expect } from '@playwright/test';
import { expectToSee } from './expect-media.ts';
import { test } from './fixtures.ts';
import { alice, bob } from './identities.ts';
import { Person } from './person.ts';

test('the same person in a second tab: the first says so and what to do, and can take the call back', async ({
  arrive,
  room,
}) => {
  const watcher = await arrive(bob);
  await watcher.join(room);
  const first = await arrive(alice);
  await first.join(room);
  await expectToSee(watcher, 'Alice');

  // Duplicating a tab copies its session storage; Playwright opens empty ones.
  const identity = await first.page.evaluate(() => sessionStorage.getItem('jackfield.identity'));
  const page = await first.page.context().newPage();
  await page.addInitScript((id) => {
    if (id !== null) sessionStorage.setItem('jackfield.identity', id);
  }, identity);
  const second = new Person(page, 'Alice');
  await second.join(room);

  const replaced = first.page.getByRole('heading', { name: 'You joined somewhere else' });
  await expect(replaced).toBeVisible();
  await expect(
    first.page.getByText('The call goes on in the other tab or device. Join here to bring it back.'),
  ).toBeVisible();
  await expect(watcher.tile('Alice')).toHaveCount(1);
  await expectToSee(watcher, 'Alice');
  await expectToSee(second, 'Bob');

  await first.button('Join again').click();
  await expect(first.button('Leave')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'You joined somewhere else' })).toBeVisible();
  await expect(watcher.tile('Alice')).toHaveCount(1);
  await expectToSee(watcher, 'Alice');
  // Nobody throws the other out again by themselves.
  await expect(first.button('Leave')).toBeVisible();
});
