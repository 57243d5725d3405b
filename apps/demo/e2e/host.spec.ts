import { expect } from '@playwright/test';
import { expectAccessible } from './check-accessibility.ts';
import { test } from './fixtures.ts';
import { alice, bob } from './identities.ts';
import type { Person } from './person.ts';

async function openPeople(person: Person): Promise<void> {
  await person.button('More').click();
  await person.button('Participants').click();
}

/** Tries to come in; what happens then is for the caller to expect. */
async function knock(person: Person, room: string, adapter?: string): Promise<void> {
  await person.open(room, adapter);
  await person.page.getByRole('textbox', { name: 'Your name' }).fill(person.name);
  await person.button('Join').click();
}

test('the first is host: mutes, lets in, locks, removes, and hands over', async ({
  arrive,
  arrivePlain,
  room,
}) => {
  const host = await arrive(alice);
  const guest = await arrive(bob);
  await host.join(room);
  await openPeople(host);
  const tools = host.page.getByRole('region', { name: 'Host tools' });
  await expect(tools).toBeVisible();
  await guest.join(room);

  await host.button('Mute Bob').click();
  await expect(guest.page.getByText('A host muted your microphone.')).toBeVisible();
  await expect(guest.button('Microphone')).toHaveAttribute('aria-pressed', 'false');
  await guest.button('Microphone').click();
  await expect(guest.button('Microphone')).toHaveAttribute('aria-pressed', 'true');

  await tools.getByRole('checkbox', { name: 'Waiting room' }).check();
  const late = await arrivePlain('Carol');
  await knock(late, room);
  await expect(late.page.getByText('Waiting for the host')).toBeVisible();
  await expect(host.page.getByText('Carol wants to come in')).toBeVisible();
  await expect(guest.page.getByText('Carol wants to come in')).toHaveCount(0);
  await expectAccessible(host.page, 'somebody waits');
  await expectAccessible(late.page, 'waiting');
  await host.button('Let in').click();
  await expect(late.button('Leave')).toBeVisible();
  await expect(host.tile('Carol')).toBeVisible();

  await tools.getByRole('checkbox', { name: 'Lock the room' }).check();
  const tooLate = await arrivePlain('Dave');
  await knock(tooLate, room);
  await expect(tooLate.page.getByRole('alert')).toContainText('The host has locked this room');

  await host.button('Remove Carol').click();
  await expect(late.page.getByRole('heading', { name: 'You were removed from the call' })).toBeVisible();
  await expect(host.tile('Carol')).toHaveCount(0);
  await late.button('Join again').click();
  await expect(late.page.getByRole('alert')).toContainText('The host has removed you from this room');

  await host.button('Make Bob the host').click();
  await expect(tools).toHaveCount(0);
  await expect(host.button('Remove Bob')).toHaveCount(0);
  await openPeople(guest);
  await expect(guest.page.getByRole('checkbox', { name: 'Lock the room' })).toBeChecked();
  await expect(guest.button('Remove Alice')).toBeVisible();
});

test('on a phone, whoever stands at the door is shown above an open panel', async ({
  arrive,
  arrivePlain,
  room,
}) => {
  const host = await arrive(alice);
  await host.join(room);
  await host.page.setViewportSize({ width: 390, height: 844 });
  await openPeople(host);
  await host.page.getByRole('checkbox', { name: 'Waiting room' }).check();
  const late = await arrivePlain('Carol');
  await knock(late, room);
  await expect(host.page.getByText('Carol wants to come in')).toBeVisible();
  await expectAccessible(host.page, 'somebody waits, on a phone');
  await host.button('Let in').click();
  await expect(late.button('Leave')).toBeVisible();
});

test('on LiveKit a host mutes and removes, and everybody may change their name', async ({
  arrive,
  livekitServer: server,
  room,
}) => {
  const host = await arrive(alice, { server });
  const guest = await arrive(bob, { server });
  await host.join(room, 'livekit');
  await guest.join(room, 'livekit');
  await openPeople(host);
  await host.button('Mute Bob').click();
  await expect(guest.page.getByText('A host muted your microphone.')).toBeVisible();
  await guest.button('More').click();
  await guest.button('Settings').click();
  await guest.page.getByRole('textbox', { name: 'Name that others see' }).fill('Robert');
  await guest.button('Change name').click();
  await expect(host.tile('Robert')).toBeVisible();
  await guest.page.keyboard.press('Escape');
  await host.button('Remove Robert').click();
  await expect(guest.page.getByRole('heading', { name: 'You were removed from the call' })).toBeVisible();
  await guest.button('Join again').click();
  await expect(guest.page.getByRole('alert')).toContainText('The host has removed you from this room');
});

test('on Janus as well', async ({ arrive, janusServer: server, room }) => {
  const host = await arrive(alice, { server });
  const guest = await arrive(bob, { server });
  await host.join(room, 'janus');
  await guest.join(room, 'janus');
  await openPeople(host);
  await host.button('Mute Bob').click();
  await expect(guest.page.getByText('A host muted your microphone.')).toBeVisible();
  await host.button('Remove Bob').click();
  await expect(guest.page.getByRole('heading', { name: 'You were removed from the call' })).toBeVisible();
  await guest.button('Join again').click();
  await expect(guest.page.getByRole('alert')).toContainText('The host has removed you from this room');
});

test(
  'on LiveKit a host lets in, locks and hands over',
  { tag: '@long' },
  async ({ arrive, arrivePlain, livekitServer: server, room }) => {
    const [host, guest] = [await arrive(alice, { server }), await arrive(bob, { server })];
    const [late, tooLate] = [await arrivePlain('Carol', { server }), await arrivePlain('Dave', { server })];
    await letInLockHandOver({ host, guest, late, tooLate }, room, 'livekit');
  },
);

test(
  'on Janus a host lets in, locks and hands over',
  { tag: '@long' },
  async ({ arrive, arrivePlain, janusServer: server, room }) => {
    const [host, guest] = [await arrive(alice, { server }), await arrive(bob, { server })];
    const [late, tooLate] = [await arrivePlain('Carol', { server }), await arrivePlain('Dave', { server })];
    await letInLockHandOver({ host, guest, late, tooLate }, room, 'janus');
  },
);

async function letInLockHandOver(
  {
    host,
    guest,
    late,
    tooLate,
  }: {
    readonly host: Person;
    readonly guest: Person;
    readonly late: Person;
    readonly tooLate: Person;
  },
  room: string,
  adapter: string,
): Promise<void> {
  await host.join(room, adapter);
  await guest.join(room, adapter);
  await openPeople(host);
  const tools = host.page.getByRole('region', { name: 'Host tools' });
  await tools.getByRole('checkbox', { name: 'Waiting room' }).check();
  await knock(late, room, adapter);
  await expect(late.page.getByText('Waiting for the host')).toBeVisible();
  await host.button('Let in').click();
  await expect(late.button('Leave')).toBeVisible();
  await tools.getByRole('checkbox', { name: 'Lock the room' }).check();
  await knock(tooLate, room, adapter);
  await expect(tooLate.page.getByRole('alert')).toContainText('The host has locked this room');
  await host.button('Make Bob the host').click();
  await expect(tools).toHaveCount(0);
  await openPeople(guest);
  await expect(guest.page.getByRole('checkbox', { name: 'Lock the room' })).toBeChecked();
}
