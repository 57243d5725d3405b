import { expect } from '@playwright/test';
import { expectAccessible } from '../check-accessibility.ts';
import { test } from '../fixtures.ts';
import { alice } from '../identities.ts';

for (const scheme of ['light', 'dark'] as const) {
  test(`every screen is accessible in ${scheme} colours`, async ({ arrive, room }) => {
    test.setTimeout(120_000);
    const person = await arrive(alice);
    const { page } = person;
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.goto(`/?room=${room}&adapter=fake&bots=4&still`);
    await expect(person.button('Camera')).toHaveAttribute('aria-pressed', 'true');
    await expectAccessible(page, 'lobby');

    await person.enter();
    await expect(person.tile('Ada')).toBeVisible();
    await expectAccessible(page, 'call');
    await person.button('Speaker view').click();
    await expectAccessible(page, 'speaker view');

    await person.button('Chat').click();
    await expectAccessible(page, 'empty chat');
    await person.page.getByRole('textbox', { name: 'Message' }).fill('Hello');
    await person.page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Chat' }).getByText('Hello')).toBeVisible();
    await expectAccessible(page, 'chat');
    for (const panel of ['Participants', 'Statistics', 'Trouble panel']) {
      await person.button('More').click();
      await expectAccessible(page, 'more');
      await person.button(panel).click();
      await expect(page.getByRole('complementary', { name: panel })).toBeVisible();
      await expectAccessible(page, panel);
    }
    for (const dialog of ['Settings', 'Keyboard shortcuts']) {
      await person.button('More').click();
      await person.button(dialog).click();
      await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
      await expectAccessible(page, dialog);
      await person.button('Close').click();
    }
    await person.button('Hand and reactions').click();
    await expectAccessible(page, 'reactions');
    await page.keyboard.press('Escape');
    await person.button('Kick me').click();
    await expect(page.getByRole('heading', { name: 'You were removed from the call' })).toBeVisible();
    await expectAccessible(page, 'ended');
  });
}
