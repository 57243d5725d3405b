import { expect, type Locator } from '@playwright/test';
import { comeTo } from '../fake-room.ts';
import { test } from '../fixtures.ts';
import { alice } from '../identities.ts';
import type { Person } from '../person.ts';

/** Comes into a call with push to talk on, which mutes. */
async function comeHolding(person: Person, room: string): Promise<Locator> {
  await comeTo(person, room, 1);
  await person.button('More').click();
  await person.button('Settings').click();
  await person.page.getByRole('checkbox', { name: 'Push to talk' }).check();
  await person.button('Close').click();
  await expect(person.page.getByRole('dialog', { includeHidden: true })).toHaveCount(0);
  const microphone = person.button('Microphone');
  await expectOpen(microphone, false);
  return microphone;
}

async function expectOpen(microphone: Locator, open: boolean): Promise<void> {
  await expect(microphone).toHaveAttribute('aria-pressed', String(open));
  const sign = microphone.page().getByText('You are heard. Let go to mute.');
  if (open) await expect(sign).toBeVisible();
  else await expect(sign).toHaveCount(0);
}

for (const clicked of ['Microphone', 'Camera', 'Chat', 'More'] as const) {
  test(`talks while the space bar is held, also when ${clicked} was clicked last`, async ({
    arrive,
    room,
  }) => {
    const person = await arrive(alice);
    const microphone = await comeHolding(person, room);
    const camera = person.button('Camera');
    const lens = clicked === 'Camera' ? 'false' : 'true';
    await expect(camera).toHaveAttribute('aria-pressed', 'true');
    await person.button(clicked).click();
    await expect(camera).toHaveAttribute('aria-pressed', lens);
    if (clicked === 'Chat') await person.button('Chat').focus();
    if (clicked === 'More') await person.page.keyboard.press('Escape');
    await person.page.keyboard.down('Space');
    await expectOpen(microphone, true);
    await person.page.keyboard.up('Space');
    await expectOpen(microphone, false);
    await expect(camera).toHaveAttribute('aria-pressed', lens);
  });
}

test('talks while the button is held by mouse, also when it is let go beside it', async ({
  arrive,
  room,
}) => {
  const person = await arrive(alice);
  const microphone = await comeHolding(person, room);
  const { mouse } = person.page;
  await microphone.hover();
  await mouse.down();
  await expectOpen(microphone, true);
  await mouse.move(5, 5);
  await mouse.up();
  await expectOpen(microphone, false);
});

test('talks while the button is held by finger or Enter', async ({ arrive, room }) => {
  const person = await arrive(alice);
  const microphone = await comeHolding(person, room);
  await microphone.focus();
  await person.page.keyboard.down('Enter');
  await expectOpen(microphone, true);
  await person.page.keyboard.up('Enter');
  await expectOpen(microphone, false);
  const client = await person.page.context().newCDPSession(person.page);
  const box = await microphone.boundingBox();
  const touch = { x: (box?.x ?? 0) + 10, y: (box?.y ?? 0) + 10 };
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [touch] });
  await expectOpen(microphone, true);
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expectOpen(microphone, false);
});

test('is silent when the page loses the keyboard, or the setting is turned off, while it is held', async ({
  arrive,
  room,
}) => {
  const person = await arrive(alice);
  const microphone = await comeHolding(person, room);
  await person.page.keyboard.down('Space');
  await expectOpen(microphone, true);
  await person.page.evaluate(() => dispatchEvent(new Event('blur')));
  await expectOpen(microphone, false);
  await person.page.keyboard.up('Space');
  await expectOpen(microphone, false);
});

test('no other control opens a microphone that is on only while it is held', async ({ arrive, room }) => {
  const person = await arrive(alice);
  const microphone = await comeHolding(person, room);
  const { page } = person;
  await page.keyboard.press('m');
  await expectOpen(microphone, false);
  const controls = page.getByRole('toolbar', { name: 'Call controls' });
  const names = await controls
    .getByRole('button')
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''));
  for (const name of names.filter((each) => each !== '' && each !== 'Share screen')) {
    const button = controls.getByRole('button', { name, exact: true });
    for (const act of [() => button.click(), () => button.press('Enter')]) {
      await act();
      await expectOpen(microphone, false);
      await page.keyboard.press('Escape');
    }
    await button.focus();
    await page.keyboard.press('Space');
    await expectOpen(microphone, false);
  }
});

test('writing a space into the chat is writing', async ({ arrive, room }) => {
  const person = await arrive(alice);
  const microphone = await comeHolding(person, room);
  await person.button('Chat').click();
  const message = person.page.getByRole('textbox', { name: 'Message' });
  await message.pressSequentially('a b');
  await expect(message).toHaveValue('a b');
  await expectOpen(microphone, false);
});

test('says that the system keeps the microphone silent', async ({ arrive, room }) => {
  const person = await arrive(alice, {
    prepare: (context) =>
      context.addInitScript(() => {
        const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = async (constraints) => {
          const stream = await open(constraints);
          const [sound] = stream.getAudioTracks();
          addEventListener('system', (event) => {
            if (event instanceof CustomEvent) sound?.dispatchEvent(new Event(String(event.detail)));
          });
          return stream;
        };
      }),
  });
  await comeTo(person, room, 1);
  const tell = (what: string): Promise<boolean> =>
    person.page.evaluate((detail) => dispatchEvent(new CustomEvent('system', { detail })), what);
  await tell('mute');
  await expect(person.page.getByRole('alert')).toContainText('Your system keeps the microphone silent');
  await expect(person.button('Microphone')).toHaveAttribute('aria-pressed', 'false');
  await expect(person.tile('Alice (you)').getByRole('img', { name: 'Microphone muted' })).toBeVisible();
  await tell('unmute');
  await expect(person.page.getByRole('alert')).toHaveCount(0);
  await expect(person.button('Microphone')).toHaveAttribute('aria-pressed', 'true');
});
