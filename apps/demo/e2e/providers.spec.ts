import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { alice } from './identities.ts';

test('a provider that is not set up says in the lobby what to set', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await person.open(room, 'livekit');
  await person.page.getByRole('textbox', { name: 'Your name' }).fill('Alice');
  const alert = person.page.getByRole('alert');
  await expect(alert).toContainText('LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET');
  await expect(person.button('Join')).toBeDisabled();
});
