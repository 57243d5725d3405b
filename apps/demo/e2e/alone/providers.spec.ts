import { expect } from '@playwright/test';
import { test } from '../fixtures.ts';
import { alice } from '../identities.ts';

const carriers = [
  ['p2p', 'From browser to browser', 'Direct, browser to browser · direct'],
  ['aliyun', 'Over an emulator on this server, not the real service', 'Alibaba Cloud RTC · emulator'],
  ['fake', 'Nobody in it is real', 'Pretend call with bots'],
] as const;

for (const [provider, inLobby, inCall] of carriers) {
  test(`${provider}: lobby, call and statistics say what carries the call`, async ({ arrive, room }) => {
    const person = await arrive(alice, {
      // What the policy refuses this SDK is named in `vendors.spec.ts`.
      expects: (complaint) => provider === 'aliyun' && /TrustedScript|aliyuncs\.com/.test(complaint),
    });
    await person.open(room, provider);
    await expect(person.page.getByText(inLobby)).toBeVisible();
    await person.enter();
    await expect(person.page.getByText(inCall, { exact: true })).toBeVisible();
    await person.button('More').click();
    await person.button('Statistics').click();
    await expect(person.page.getByRole('region', { name: 'Statistics' })).toContainText(inLobby);
  });
}

test('a provider without chat says so where its button would be', async ({ arrive, room }) => {
  const person = await arrive(alice, {
    expects: (complaint) => /TrustedScript|aliyuncs\.com/.test(complaint),
  });
  await person.join(room, 'aliyun');
  const chat = person.button('Chat');
  await expect(chat).toHaveAttribute('aria-disabled', 'true');
  await chat.focus();
  await person.page.keyboard.press('Enter');
  await expect(person.page.getByText('This provider has no chat, hands or reactions.')).toBeVisible();
  await person.page.keyboard.press('Escape');
  await expect(person.page.getByText('This provider has no chat, hands or reactions.')).toBeHidden();
});

test('a pretend call brings nobody: no link, and as many people as one likes', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await person.open(room, 'fake');
  const name = person.page.getByRole('textbox', { name: 'Your name' });
  await name.fill('Alice');
  await expect(person.button('Copy link')).toHaveCount(0);
  await person.page.getByRole('combobox', { name: 'People who pretend' }).selectOption('12 people');
  await expect(person.page).toHaveURL(/bots=12/);
  await expect(name).toHaveValue('Alice');
  await person.enter();
  await expect
    .poll(() => person.page.getByRole('button', { name: /^1?\d people$/ }).textContent())
    .toMatch(/9|1\d/);
  await person.page.keyboard.press('p');
  await expect(person.page.getByRole('complementary', { name: 'Participants' })).toBeVisible();
  await expect(person.button('Copy link')).toHaveCount(0);
});

test('another provider keeps the name and the room that were typed', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await person.open(room);
  await person.page.getByRole('textbox', { name: 'Your name' }).fill('Alice of Ypsilon');
  await person.page.getByRole('textbox', { name: 'Room', exact: true }).fill(`${room}-2`);
  await person.page.getByRole('combobox', { name: 'Provider' }).selectOption('Pretend call with bots');
  await expect(person.page).toHaveURL(/adapter=fake/);
  await expect(person.page.getByRole('textbox', { name: 'Your name' })).toHaveValue('Alice of Ypsilon');
  await expect(person.page.getByRole('textbox', { name: 'Room', exact: true })).toHaveValue(`${room}-2`);
});

test('a provider that is not set up says in the lobby what to set', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await person.open(room, 'livekit');
  await person.page.getByRole('textbox', { name: 'Your name' }).fill('Alice');
  const alert = person.page.getByRole('alert');
  await expect(alert).toContainText('LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET');
  await expect(person.button('Join')).toBeDisabled();
});
