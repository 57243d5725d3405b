import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import type { Person } from './person.ts';

test('people are told when a call is nearly too large for its provider, and what to do', async ({
  arrivePlain,
  room,
}) => {
  // Nobody sends anything: this is about how many they are.
  const come = async (name: string): Promise<Person> => {
    const person = await arrivePlain(name, {
      prepare: (context) =>
        context.addInitScript(() => {
          localStorage.setItem('jackfield.camera', 'off');
          localStorage.setItem('jackfield.microphone', 'off');
        }),
    });
    await person.join(room, 'p2p');
    return person;
  };
  const first = await come('Ann');
  for (const name of ['Ben', 'Cid']) await come(name);
  const notice = first.page
    .getByRole('status')
    .filter({ hasText: 'This provider is made for about 6.' })
    .filter({ hasText: 'turn your camera off' });
  const fourth = await come('Dee');
  await expect(first.button('4 people')).toBeVisible();
  await expect(notice).toHaveCount(0);

  const fifth = await come('Eve');
  await expect(notice).toContainText('5 people are here.');
  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toHaveCount(0);
  // Whoever comes into a call of that size is told as well.
  await expect(fifth.page.getByText('5 people are here.')).toBeVisible();

  // Once more with each one who comes after that, and not with those who go.
  await fourth.button('Leave').click();
  await expect(first.button('4 people')).toBeVisible();
  await expect(notice).toHaveCount(0);
  await come('Fay');
  await come('Gus');
  await expect(notice).toContainText('6 people are here.');
});
