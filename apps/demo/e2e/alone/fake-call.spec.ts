import { expect } from '@playwright/test';
import { comeTo, makeTrouble } from '../fake-room.ts';
import { test } from '../fixtures.ts';
import { alice } from '../identities.ts';

test('chat, hands and what is unread', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await comeTo(person, room, 3);
  await makeTrouble(person, 'Somebody writes');
  await expect(person.page.getByRole('log')).toHaveText('New message from Ada');
  await person.button('Chat').click();
  const chat = person.page.getByRole('region', { name: 'Chat' });
  await expect(chat.getByText('Hello! Can everybody see the slides?')).toBeVisible();
  await person.page.getByRole('textbox', { name: 'Message' }).fill('<b>Yes</b>');
  await person.button('Send').click();
  await expect(chat.getByText('<b>Yes</b>')).toBeVisible();
  await makeTrouble(person, 'Somebody raises a hand');
  await expect(person.tile('Ada').getByRole('img', { name: 'Hand raised' })).toBeVisible();
  await person.page.keyboard.press('h');
  await expect(person.tile('Alice (you)').getByRole('img', { name: 'Hand raised' })).toBeVisible();
});

test('a host removes somebody', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await comeTo(person, room, 2);
  await person.button('3 people').click();
  const people = person.page.getByRole('complementary', { name: 'Participants' });
  await people.getByRole('button', { name: 'Remove Ada' }).click();
  await expect(person.tile('Ada')).toHaveCount(0);
});

test('says that the network is cut, and when it is back', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await comeTo(person, room, 2);
  await makeTrouble(person, 'Cut the network for 5 s');
  await expect(person.page.getByRole('alert')).toHaveText(
    /The connection was lost. Reconnecting….*you come back by yourself/,
  );
  await expect(person.page.getByRole('log')).toHaveText('Connected again');
  await expect(person.page.getByRole('alert')).toHaveCount(0);
  await expect(person.tile('Ada')).toBeVisible();
});

test('says that nobody hears you while the provider refuses what you send, and no longer once it does not', async ({
  arrive,
  room,
}) => {
  const person = await arrive(alice);
  await comeTo(person, room, 1);
  await makeTrouble(person, 'Refuse what I send for a moment');
  await expect(person.page.getByRole('alert')).toHaveText(
    /Nobody hears you at the moment.*may come back by itself/,
  );
  await expect(person.page.getByRole('alert')).toHaveCount(0);
});

for (const [fault, title] of [
  ['Kick me', 'You were removed from the call'],
  ['Expire my token', 'Your access has expired'],
  ['Close the room', 'The room was closed'],
  ['Join as me elsewhere', 'You joined somewhere else'],
  ['Stop the server', 'The server was stopped'],
  ['Lose the network for good', 'The connection was lost'],
] as const) {
  test(`says what happened after "${fault}", and joins again or not`, async ({ arrive, room }) => {
    const person = await arrive(alice);
    await comeTo(person, room, 1);
    await makeTrouble(person, fault);
    await expect(person.page.getByRole('heading', { name: title })).toBeVisible();
    await person.button('Back to the lobby').click();
    await expect(person.page.getByRole('region', { name: 'Camera preview' })).toBeVisible();
  });
}

test('an unplugged microphone is muted and says so', async ({ arrivePlain, room }) => {
  const person = await arrivePlain('Ivan');
  await person.page.context().grantPermissions(['camera', 'microphone']);
  await comeTo(person, room, 1);
  await expect(person.button('Microphone')).toHaveAttribute('aria-pressed', 'true');
  await makeTrouble(person, 'Unplug my microphone');
  await expect(person.button('Microphone')).toHaveAttribute('aria-pressed', 'false');
});

test('pages of 25, and of 9 on a phone; who is not shown is not received', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await comeTo(person, room, 29);
  const tiles = person.page.getByRole('region', { name: 'People in the call' }).getByRole('group');
  await expect(tiles).toHaveCount(25);
  await person.button('Next page').click();
  await expect(person.page.getByText('Page 2 of 2')).toBeVisible();
  await expect(tiles).toHaveCount(6);
  await person.page.setViewportSize({ width: 390, height: 780 });
  await expect(tiles).toHaveCount(9);
  await expect(person.page.getByText('Page 2 of 4')).toBeVisible();
  await makeTrouble(person, 'Somebody writes');
  await person.page.getByText('Snapshot').click();
  // Ada is on the first page.
  const snapshot = person.page.getByRole('region', { name: 'Trouble panel' });
  await expect(snapshot).toContainText(
    /"displayName": "Ada"[\s\S]*?"source": "camera"[\s\S]*?"status": "not-subscribed"/,
  );
});

test('pins somebody, and turns to whoever is pinned', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await comeTo(person, room, 4);
  const width = async (name: string): Promise<number> => (await person.tile(name).boundingBox())?.width ?? 0;
  // Beside the one who is large there is room for two more of the four, and whoever speaks comes first: only the own tile is
  // there for certain.
  const timesOwn = async (): Promise<number> => (await width('Bea')) / (await width('Alice (you)'));
  await person.tile('Bea').hover();
  await person.tile('Bea').getByRole('button', { name: 'Pin', exact: true }).click();
  await expect.poll(timesOwn).toBeGreaterThan(2.5);
  await person.tile('Bea').getByRole('button', { name: 'Unpin', exact: true }).click();
  await expect.poll(timesOwn).toBeLessThan(1.1);
});

test('the whole way in Chinese', async ({ arrive, room }) => {
  const person = await arrive(alice, {
    prepare: (context) => context.addInitScript(() => localStorage.setItem('jackfield.language', 'zh-Hans')),
  });
  await person.page.goto(`/?room=${room}&adapter=fake&bots=2&still`);
  await expect(person.page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await person.page.getByRole('textbox', { name: '你的名字' }).fill('李雷');
  await person.button('加入').click();
  await expect(person.page.getByRole('region', { name: '通话中的人' }).getByRole('group')).toHaveCount(3);
  await person.button('离开').click();
  await expect(person.page.getByRole('heading', { name: '你已离开通话' })).toBeVisible();
});

test('changes the microphone during a call', async ({ arrivePlain, room }) => {
  const person = await arrivePlain('Judy');
  await person.page.context().grantPermissions(['camera', 'microphone']);
  await comeTo(person, room, 1);
  await person.button('More').click();
  await person.button('Settings').click();
  const microphones = person.page.getByRole('combobox', { name: 'Microphone' });
  await expect.poll(() => microphones.getByRole('option').count()).toBeGreaterThan(1);
  const labels = await microphones.getByRole('option').allTextContents();
  const [other = ''] = labels.filter((label) => !label.includes('1'));
  await microphones.selectOption({ label: other });
  await expect(microphones.locator('option:checked')).toHaveText(other);
  await expect(person.page.getByRole('alert')).toHaveCount(0);
});
