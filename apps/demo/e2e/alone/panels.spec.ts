import { expect } from '@playwright/test';
import { comeTo } from '../fake-room.ts';
import { test } from '../fixtures.ts';
import { alice } from '../identities.ts';

test('the chat opens ready to write, and Escape gives the focus back', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await comeTo(person, room, 1);
  const chat = person.button('Chat');
  await chat.click();
  const message = person.page.getByRole('textbox', { name: 'Message' });
  await expect(message).toBeFocused();
  // In the letters of the page: of itself a browser sets a field of several lines like a typewriter.
  const letters = (): Promise<boolean> =>
    message.evaluate(
      (field) => getComputedStyle(field).fontFamily === getComputedStyle(document.body).fontFamily,
    );
  expect(await letters()).toBe(true);
  await person.page.keyboard.press('Escape');
  await expect(message).toHaveCount(0);
  await expect(chat).toBeFocused();
  // By key as well, from wherever the focus is; the letter is not written.
  await person.page.keyboard.press('c');
  await expect(message).toBeFocused();
  await expect(message).toHaveValue('');
});

test('every panel closes by Escape', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await comeTo(person, room, 1);
  for (const panel of ['Participants', 'Statistics', 'Trouble panel']) {
    await person.button('More').click();
    await person.button(panel).click();
    await expect(person.page.getByRole('complementary', { name: panel })).toBeVisible();
    await person.page.keyboard.press('Escape');
    await expect(person.page.getByRole('complementary', { name: panel })).toHaveCount(0);
  }
});

test('the room is seen in the link', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await person.page.goto(`/?room=${room}&adapter=p2p#key=abcdefghijklmnopqrstuv`);
  const link = person.page.getByRole('textbox', { name: 'Link to this room' });
  await expect(link).toHaveValue(/#key=/);
  /** The part of the link that the field has room for. */
  const seen = (): Promise<string> =>
    link.evaluate((input: HTMLInputElement) => {
      const ruler = new OffscreenCanvas(1, 1).getContext('2d');
      if (!ruler) return '';
      const { font, paddingLeft, paddingRight } = getComputedStyle(input);
      ruler.font = font;
      const [from, to] = [input.scrollLeft, input.scrollLeft + input.clientWidth];
      const pads = Number.parseFloat(paddingLeft) + Number.parseFloat(paddingRight);
      const { value } = input;
      const widthOf = (length: number): number => ruler.measureText(value.slice(0, length)).width;
      const ends = Array.from({ length: value.length + 1 }, (_, length) => length);
      const first = ends.find((length) => widthOf(length) >= from - 1) ?? 0;
      const last = ends.filter((length) => widthOf(length) <= to - pads + 1).at(-1) ?? 0;
      return value.slice(first, last);
    });
  await expect.poll(seen).toContain(room);
});

test('on a phone: the screen stays on, the camera turns around, the link goes to the sheet of apps', async ({
  arrive,
  room,
}) => {
  const person = await arrive(alice, {
    prepare: (context) =>
      context.addInitScript(() => {
        const match = window.matchMedia.bind(window);
        window.matchMedia = (query) => match(query === '(pointer: coarse)' ? 'all' : query);
        const told: string[] = [];
        Object.assign(window, { told });
        Object.defineProperty(navigator, 'share', {
          value: ({ url }: ShareData) => Promise.resolve(told.push(`shared ${url ?? ''}`)),
        });
        navigator.wakeLock.request = () => {
          told.push('awake');
          return Promise.reject(new DOMException('no battery', 'NotAllowedError'));
        };
        const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = (constraints) => {
          const video = constraints?.video;
          if (typeof video === 'object' && video.deviceId)
            told.push(`camera ${JSON.stringify(video.deviceId)}`);
          return open(constraints);
        };
        navigator.mediaDevices.enumerateDevices = () =>
          Promise.resolve(
            ['front', 'back'].map((deviceId) => ({
              deviceId,
              groupId: deviceId,
              kind: 'videoinput' as const,
              label: deviceId,
              toJSON: () => ({}),
            })),
          );
      }),
  });
  const told = (): Promise<string> => person.page.evaluate(() => String(Reflect.get(window, 'told')));
  await person.open(room);
  await person.button('Share').click();
  expect(await told()).toContain(`?room=${room}`);
  await person.enter();
  await expect.poll(told).toContain('awake');
  const turn = person.tile('Alice (you)').getByRole('button', { name: 'Turn the camera around' });
  await turn.click();
  await expect.poll(told).toMatch(/camera \{"exact":"(front|back)"\}/);
});
