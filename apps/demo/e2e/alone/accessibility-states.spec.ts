import { expect } from '@playwright/test';
import { expectAccessible } from '../check-accessibility.ts';
import { comeTo, makeTrouble } from '../fake-room.ts';
import { test } from '../fixtures.ts';
import { alice } from '../identities.ts';

/** What ends a call, and the heading of the screen that says so. */
const ends = [
  ['Kick me', 'You were removed from the call'],
  ['Expire my token', 'Your access has expired'],
  ['Close the room', 'The room was closed'],
  ['Join as me elsewhere', 'You joined somewhere else'],
  ['Stop the server', 'The server was stopped'],
  ['Lose the network for good', 'The connection was lost'],
] as const;

for (const scheme of ['light', 'dark'] as const) {
  test(`however a call ends, its last screen is accessible in ${scheme} colours`, async ({
    arrive,
    room,
  }) => {
    test.setTimeout(120_000);
    const person = await arrive(alice);
    await person.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    for (const [fault, title] of ends) {
      await comeTo(person, room, 1);
      await makeTrouble(person, fault);
      await expect(person.page.getByRole('heading', { name: title })).toBeVisible();
      await expectAccessible(person.page, title);
    }
  });

  test(`a lobby full of problems is accessible in ${scheme} colours`, async ({ arrivePlain }) => {
    const person = await arrivePlain('Mia', {
      prepare: (context) =>
        context.addInitScript(() => {
          navigator.mediaDevices.getUserMedia = () =>
            Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
        }),
    });
    const { page } = person;
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await person.open('', 'livekit');
    await page.getByRole('textbox', { name: 'Room', exact: true }).fill('No room!');
    await expect(page.getByRole('alert').filter({ hasText: 'not allowed' })).toBeVisible();
    await expect(page.getByRole('alert').filter({ hasText: 'LIVEKIT_URL' })).toBeVisible();
    await expect(person.button('Use No-room')).toBeVisible();
    await expectAccessible(page, 'lobby with problems');
  });

  test(`reconnecting, lost and a phone are accessible in ${scheme} colours`, async ({ arrive, room }) => {
    const person = await arrive(alice);
    const { page } = person;
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 390, height: 780 });
    await page.goto(`/?room=${room}&adapter=fake&bots=12&still`);
    await expect(person.button('Camera')).toHaveAttribute('aria-pressed', 'true');
    await expectAccessible(page, 'lobby on a phone');
    await person.enter();
    await expect(person.tile('Ada')).toBeVisible();
    await expectAccessible(page, 'call on a phone');
    await person.button('More').click();
    await person.button('Trouble panel').click();
    await expectAccessible(page, 'panel on a phone');
    await person.button('Cut the network for 40 s').click();
    await expect(page.getByRole('alert').filter({ hasText: 'Reconnecting…' })).toBeVisible();
    await expectAccessible(page, 'reconnecting, with the panel');
    await person.button('Close panel').click();
    await expectAccessible(page, 'reconnecting');
    await person.button('Leave').click();
    await expect(page.getByRole('heading', { name: 'You left the call' })).toBeVisible();
    await expectAccessible(page, 'ended on a phone');
  });

  test(`the Chinese app is accessible in ${scheme} colours`, async ({ arrive, room }) => {
    const person = await arrive(alice, {
      prepare: (context) =>
        context.addInitScript(() => localStorage.setItem('jackfield.language', 'zh-Hans')),
    });
    const { page } = person;
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.goto(`/?room=${room}&adapter=fake&bots=3&still`);
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
    await expect(person.button('摄像头')).toHaveAttribute('aria-pressed', 'true');
    await expectAccessible(page, 'Chinese lobby');
    await page.getByRole('textbox', { name: '你的名字' }).fill('李雷');
    await person.button('加入').click();
    await expect(page.getByRole('region', { name: '通话中的人' }).getByRole('group')).toHaveCount(4);
    await expectAccessible(page, 'Chinese call');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page, 'Chinese shortcuts');
    await page.keyboard.press('Escape');
    await person.button('离开').click();
    await expect(page.getByRole('heading', { name: '你已离开通话' })).toBeVisible();
    await expectAccessible(page, 'Chinese end');
  });
}
