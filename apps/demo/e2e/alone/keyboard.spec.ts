import { expect, type Locator, type Page } from '@playwright/test';
import { test } from '../fixtures.ts';
import { alice } from '../identities.ts';

/** Tabs until the focus is there, as somebody without a pointer, and checks that the focus can be seen. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const most = 60;
  for (let pressed = 0; pressed < most; pressed += 1) {
    await page.keyboard.press(key);
    if (await target.evaluate((element) => element === document.activeElement)) {
      const ring = await target.evaluate((element) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
      });
      expect(ring, `the focus on ${String(target)} can be seen`).toBe(true);
      return;
    }
  }
  throw new Error(`${String(most)} times Tab did not lead to ${String(target)}.`);
}

test('a whole call by keyboard alone', async ({ arrive, room }) => {
  test.setTimeout(120_000);
  const person = await arrive(alice);
  const { page } = person;
  const { keyboard } = page;
  await page.goto(`/?room=${room}&adapter=fake&bots=3&still`);
  await expect(person.button('Camera')).toHaveAttribute('aria-pressed', 'true');

  // The lobby: a device off and on, the name, a look at the provider, join.
  await tabTo(page, person.button('Camera'));
  await keyboard.press('Space');
  await expect(person.button('Camera')).toHaveAttribute('aria-pressed', 'false');
  await keyboard.press('Enter');
  await expect(person.button('Camera')).toHaveAttribute('aria-pressed', 'true');
  await tabTo(page, page.getByRole('textbox', { name: 'Your name' }));
  await keyboard.type('Alice');
  await tabTo(page, page.getByRole('combobox', { name: 'Provider' }));
  await tabTo(page, person.button('Join'), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(person.button('Leave')).toBeVisible();

  // The microphone, by its button and by its key.
  const microphone = person.button('Microphone');
  await tabTo(page, microphone);
  await keyboard.press('Space');
  await expect(microphone).toHaveAttribute('aria-pressed', 'false');
  await keyboard.press('m');
  await expect(microphone).toHaveAttribute('aria-pressed', 'true');

  // A hand, out of its menu.
  await tabTo(page, person.button('Hand and reactions'));
  await keyboard.press('Enter');
  await tabTo(page, person.button('Raise hand'));
  await keyboard.press('Enter');
  await expect(person.tile('Alice (you)').getByRole('img', { name: 'Hand raised' })).toBeVisible();

  // A line of chat.
  await tabTo(page, person.button('Chat'));
  await keyboard.press('Enter');
  const message = page.getByRole('textbox', { name: 'Message' });
  if (!(await message.evaluate((element) => element === document.activeElement)))
    await tabTo(page, message, 'Shift+Tab');
  await keyboard.type('By keys');
  await keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Chat' }).getByText('By keys')).toBeVisible();
  await tabTo(page, person.button('Close panel'), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Chat' })).toHaveCount(0);

  // Somebody is pinned, which is on their tile.
  await tabTo(page, person.tile('Bea').getByRole('button', { name: 'Pin', exact: true }), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(person.tile('Bea').getByRole('button', { name: 'Unpin', exact: true })).toBeVisible();

  // Settings: a dialog keeps the focus inside, Escape closes it and gives it back.
  await tabTo(page, person.button('More'));
  await keyboard.press('Enter');
  await tabTo(page, person.button('Settings'));
  await keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await expect(dialog).toBeVisible();
  await tabTo(page, page.getByRole('checkbox', { name: 'Push to talk' }));
  await keyboard.press('Escape');
  // Until it is out of the page the keys are still its own.
  await expect(page.getByRole('dialog', { includeHidden: true })).toHaveCount(0);
  await keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // Out, and the way back in.
  await tabTo(page, person.button('Leave'));
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'You left the call' })).toBeVisible();
  await tabTo(page, person.button('Join again'));
  await keyboard.press('Enter');
  await expect(person.button('Leave')).toBeVisible();
});
