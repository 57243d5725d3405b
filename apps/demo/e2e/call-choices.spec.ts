import { expect } from '@playwright/test';
import { expectAccessible } from './check-accessibility.ts';
import { comeTo, makeTrouble } from './fake-room.ts';
import { test } from './fixtures.ts';
import { alice, bob } from './identities.ts';
import type { Person } from './person.ts';

async function openSettings(person: Person): Promise<void> {
  await person.button('More').click();
  await person.button('Settings').click();
}

test('a long list of people is searched, hands first', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await comeTo(person, room, 12);
  await person.button('13 people').click();
  const people = person.page.getByRole('complementary', { name: 'Participants' });
  const names = (): Promise<readonly string[]> => people.locator('.row .name').allTextContents();
  await expect.poll(names).toHaveLength(12);
  const [last = ''] = (await names()).slice(-1);
  const search = people.getByRole('searchbox', { name: 'Search people' });
  await search.fill(last.slice(0, 3));
  await expect.poll(names).toEqual([last]);
  await expect(people.getByRole('status').filter({ hasText: '1 of 12 people' })).toBeVisible();
  await expectAccessible(person.page, 'search in the list');
  await search.fill('nobody of that name');
  await expect.poll(names).toEqual([]);
  await search.fill('');
  await expect(people.getByRole('textbox', { name: 'Link to this room' })).toHaveCount(0);
  await makeTrouble(person, 'Somebody raises a hand');
  await person.page.keyboard.press('Escape');
  await person.page.keyboard.press('p');
  await expect(people.locator('li').nth(1).getByRole('img', { name: 'Hand raised' })).toBeVisible();
});

test('full screen, no own picture, and audio only; each can be taken back', async ({ arrive, room }) => {
  const person = await arrive(alice);
  const { page } = person;
  await comeTo(person, room, 2);
  await expect(person.tile('Ada').getByText(/Picture is on its way/)).toHaveCount(0);

  await person.button('More').click();
  await person.button('Full screen').click();
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  // Menus lie above what fills the screen.
  await person.button('More').click();
  await person.button('Leave full screen').click();
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(false);

  await person.button('More').click();
  await person.button('Hide my picture').click();
  await expect(person.tile('Alice (you)')).toHaveCount(0);
  await expect(person.tile('Bea')).toBeVisible();
  await expect(person.button('Camera')).toHaveAttribute('aria-pressed', 'true');
  await person.button('More').click();
  await person.button('Show my picture').click();
  await expect(person.tile('Alice (you)')).toBeVisible();

  const received = (): Promise<number> =>
    page.evaluate(
      () => [...document.querySelectorAll('video')].filter(({ srcObject }) => srcObject !== null).length,
    );
  await expect.poll(received).toBe(3);
  await openSettings(person);
  await page.getByRole('checkbox', { name: 'Audio only' }).check();
  await expectAccessible(page, 'settings');
  await page.keyboard.press('Escape');
  await expect.poll(received).toBe(1);
  await expect(person.button('Camera')).toHaveAttribute('aria-pressed', 'false');
  await expect(page.getByText('Audio only: pictures of people are not received.')).toBeVisible();
  await person.button('Show pictures again').click();
  await expect.poll(received).toBe(3);
});

test('a chime tells who joins and who leaves, unless it is silenced; a new name reaches the others', async ({
  arrivePlain,
  room,
}) => {
  const first = await arrivePlain('Ann', {
    prepare: async (context) => {
      await context.grantPermissions(['camera', 'microphone']);
      await context.addInitScript(() => {
        let chimes = 0;
        const play = Reflect.get(HTMLMediaElement.prototype, 'play');
        HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
          if (this.src.startsWith('blob:')) chimes += 1;
          return play.call(this);
        };
        Reflect.set(window, 'chimes', () => chimes);
      });
    },
  });
  const chimes = (): Promise<number> =>
    first.page.evaluate(() => (Reflect.get(window, 'chimes') as () => number)());
  await first.join(room);
  const second = await arrivePlain('Ben');
  await second.join(room);
  await expect(first.tile('Ben')).toBeVisible();
  await expect.poll(chimes).toBe(1);
  // The room is named beside the link to it.
  await first.button('2 people').click();
  await expect(first.page.getByText(`Room: ${room}`)).toBeVisible();

  await openSettings(first);
  await first.page.getByRole('checkbox', { name: 'Sounds when somebody joins or leaves' }).uncheck();
  await first.page.getByRole('textbox', { name: 'Name that others see' }).fill('Ann of Green Gables');
  await first.button('Change name').click();
  await expect(first.page.getByText('Your name was changed.')).toBeVisible();
  const width = (): Promise<number> =>
    first.page.evaluate(() => document.querySelector<HTMLVideoElement>('video.mirrored')?.videoWidth ?? 0);
  await expect.poll(width).toBeGreaterThanOrEqual(640);
  await first.page.getByRole('combobox', { name: 'Picture that I send' }).selectOption('Low (180p)');
  await expect.poll(width).toBe(320);
  await first.page.keyboard.press('Escape');
  await expect(first.tile('Ann of Green Gables (you)')).toBeVisible();
  await expect(second.tile('Ann of Green Gables')).toBeVisible();

  await second.button('Leave').click();
  await expect(first.tile('Ben')).toHaveCount(0);
  expect(await chimes()).toBe(1);
});

test('a message of several lines and with a link arrives as it was written', async ({ arrive, room }) => {
  const first = await arrive(alice);
  const second = await arrive(bob);
  await first.join(room);
  await second.join(room);
  await expect(first.tile('Bob')).toBeVisible();
  await second.page.keyboard.press('c');
  const message = second.page.getByRole('textbox', { name: 'Message' });
  await message.pressSequentially('One line');
  await message.press('Shift+Enter');
  await message.pressSequentially('and https://example.org/two.');
  await message.press('Enter');
  await expect(message).toHaveValue('');
  await expect(message).toBeFocused();
  await expect(first.page.getByRole('log')).toHaveText('New message from Bob');
  await first.page.keyboard.press('c');
  const chat = first.page.getByRole('region', { name: 'Chat' });
  await expect(chat.getByText('One line\nand https://example.org/two.')).toBeVisible();
  await expect(chat.getByRole('link', { name: 'https://example.org/two' })).toHaveAttribute(
    'rel',
    /noopener noreferrer/,
  );
  await expect(chat.locator('time')).toHaveText(/\d/);
});
