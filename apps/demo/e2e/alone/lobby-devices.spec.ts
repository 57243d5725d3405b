import { expect, type Locator } from '@playwright/test';
import { test, type Arrival } from '../fixtures.ts';
import { alice } from '../identities.ts';
import type { Person } from '../person.ts';

/** A cable that a test can pull: devices whose name has a word in it are listed or not. */
function installCable(): void {
  const enumerate = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
  let unplugged = '';
  navigator.mediaDevices.enumerateDevices = async () =>
    (await enumerate()).filter(({ label }) => unplugged === '' || !label.includes(unplugged));
  addEventListener('message', ({ data }: MessageEvent<{ readonly unplug?: string }>) => {
    if (typeof data.unplug !== 'string') return;
    unplugged = data.unplug;
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  });
}

const withDevices: Arrival = {
  prepare: async (context) => {
    await context.grantPermissions(['camera', 'microphone']);
    await context.addInitScript(installCable);
  },
};

const choiceOf = (person: Person, kind: string): Locator =>
  person.page.getByRole('combobox', { name: kind, exact: true });

const namesIn = (choice: Locator): Promise<readonly string[]> => choice.getByRole('option').allTextContents();

/** The speakers on which tests of the speaker have played. */
const sinksOfChimes = (person: Person): Promise<readonly string[]> =>
  person.page.evaluate(() =>
    [...window.probe.players].filter((player) => player.src.startsWith('blob:')).map(({ sinkId }) => sinkId),
  );

/** The lobby once every device that was there last time is open, and can be chosen. */
async function openLobby(person: Person, room: string): Promise<void> {
  await person.open(room);
  await expect(person.button('Camera')).toHaveAttribute('aria-pressed', 'true');
  await expect(person.button('Microphone')).toHaveAttribute('aria-pressed', 'true');
  await expect(choiceOf(person, 'Speaker')).toBeVisible();
}

test('devices that come and go while the lobby is open are in the choice at once', async ({
  arrivePlain,
  room,
}) => {
  const person = await arrivePlain('Kim', withDevices);
  await openLobby(person, room);
  const microphones = choiceOf(person, 'Microphone');
  await expect.poll(async () => (await namesIn(microphones)).length).toBeGreaterThan(1);
  const all = await namesIn(microphones);
  const last = all.at(-1) ?? '';
  const plug = (unplug: string): Promise<void> =>
    person.page.evaluate((word) => postMessage({ unplug: word }), unplug);
  await plug(last);
  await expect.poll(() => namesIn(microphones)).toEqual(all.filter((name) => !name.includes(last)));
  await plug('');
  await expect.poll(() => namesIn(microphones)).toEqual(all);
  await expect(person.page.getByRole('alert')).toHaveCount(0);
});

test('a camera that is pulled out while it shows the preview is told of, and comes back once it is plugged in', async ({
  arrivePlain,
  room,
}) => {
  const person = await arrivePlain('Kim', {
    prepare: async (context) => {
      await context.grantPermissions(['camera', 'microphone']);
      await context.addInitScript(installCable);
      // A pulled camera ends its track, which only a real one does by itself.
      await context.addInitScript(() => {
        const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = async (constraints) => {
          const stream = await open(constraints);
          for (const track of stream.getVideoTracks()) {
            addEventListener('message', ({ data }: MessageEvent<{ readonly unplug?: string }>) => {
              if (data.unplug === undefined || data.unplug === '' || !track.label.includes(data.unplug))
                return;
              track.stop();
              track.dispatchEvent(new Event('ended'));
            });
          }
          return stream;
        };
      });
    },
  });
  await openLobby(person, room);
  const cameras = choiceOf(person, 'Camera');
  const used = (await cameras.locator('option:checked').textContent()) ?? '';
  const plug = (unplug: string): Promise<void> =>
    person.page.evaluate((word) => postMessage({ unplug: word }), unplug);
  await plug(used);
  await expect.poll(() => namesIn(cameras)).not.toContain(used);
  const told = person.page.getByRole('alert').filter({ hasText: 'No camera found' });
  await expect(told).toContainText('Connect one and try again, or join without.');
  await expect(person.button('Camera')).toHaveAttribute('aria-pressed', 'false');
  await expect(person.button('Microphone')).toHaveAttribute('aria-pressed', 'true');

  await plug('');
  await expect.poll(() => namesIn(cameras)).toContain(used);
  await told.getByRole('button', { name: 'Try again' }).click();
  await expect(person.button('Camera')).toHaveAttribute('aria-pressed', 'true');
  await expect(told).toHaveCount(0);
});

test('camera, microphone and speaker that were chosen are chosen again on the next visit', async ({
  arrivePlain,
  room,
}) => {
  const person = await arrivePlain('Kim', withDevices);
  await openLobby(person, room);
  const chosen = new Map<string, string>();
  for (const kind of ['Microphone', 'Speaker', 'Camera']) {
    const choice = choiceOf(person, kind);
    await expect(choice).toBeEnabled();
    const name = (await namesIn(choice)).at(-1) ?? '';
    await choice.selectOption({ label: name });
    await expect(choice.locator('option:checked')).toHaveText(name);
    chosen.set(kind, name);
  }
  await openLobby(person, room);
  for (const [kind, name] of chosen) {
    await expect(choiceOf(person, kind).locator('option:checked'), kind).toHaveText(name);
  }
  const preview = person.page.getByRole('region', { name: 'Camera preview' }).locator('video');
  const used = (): Promise<string[]> =>
    preview.evaluate((video: HTMLVideoElement) =>
      video.srcObject instanceof MediaStream
        ? video.srcObject.getVideoTracks().map(({ label }) => label)
        : [],
    );
  await expect.poll(used).toEqual([chosen.get('Camera')]);
});

test('a speaker of last time that cannot be used is said, with what to do', async ({ arrivePlain, room }) => {
  const person = await arrivePlain('Kim', withDevices);
  await openLobby(person, room);
  const speakers = choiceOf(person, 'Speaker');
  await speakers.selectOption({ label: (await namesIn(speakers)).at(-1) ?? '' });
  await person.page.context().addInitScript(() => {
    HTMLMediaElement.prototype.setSinkId = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
    if ('setSinkId' in AudioContext.prototype)
      Reflect.set(AudioContext.prototype, 'setSinkId', () =>
        Promise.reject(new DOMException('gone', 'NotFoundError')),
      );
  });
  await person.open(room);
  const told = person.page.getByRole('alert').filter({ hasText: 'The sound cannot come from that speaker' });
  await expect(told).toContainText('Connect the other one again, or choose another.');
  await expect(speakers.locator('option:checked')).toHaveText((await namesIn(speakers))[0] ?? '');
  await told.getByRole('button', { name: 'Dismiss' }).click();
  await expect(told).toHaveCount(0);
});

test('the meter follows the microphone, and rests while that is off', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await openLobby(person, room);
  const meter = person.page.getByRole('meter', { name: 'Loudness of your microphone' });
  const level = async (): Promise<number> => Number(await meter.getAttribute('aria-valuenow'));
  await expect.poll(level).toBeGreaterThan(2);
  await person.button('Microphone').click();
  await expect.poll(level).toBe(0);
  await person.button('Microphone').click();
  await expect.poll(level).toBeGreaterThan(2);
});

test('the speaker test plays on the chosen speaker, and says so', async ({ arrivePlain, room }) => {
  const person = await arrivePlain('Kim', withDevices);
  await openLobby(person, room);
  const speakers = choiceOf(person, 'Speaker');
  await speakers.selectOption({ label: (await namesIn(speakers)).at(-1) ?? '' });
  const wanted = await speakers.inputValue();
  await person.page.getByRole('button', { name: 'Test speaker' }).click();
  await expect(person.page.getByRole('button', { name: 'Playing…' })).toBeVisible();
  expect(await sinksOfChimes(person)).toEqual([wanted]);
  await expect(person.page.getByRole('button', { name: 'Test speaker' })).toBeVisible();
});

test('a speaker test that is pressed while a speaker is being chosen plays on that one', async ({
  arrivePlain,
  room,
}) => {
  const person = await arrivePlain('Kim', {
    prepare: async (context) => {
      await withDevices.prepare?.(context);
      await context.addInitScript(() => {
        const setSinkId = Reflect.get(HTMLMediaElement.prototype, 'setSinkId');
        const ready = new Promise((resolve) => {
          addEventListener('let-speaker', resolve, { once: true });
        });
        HTMLMediaElement.prototype.setSinkId = async function (this: HTMLMediaElement, id: string) {
          await ready;
          await setSinkId.call(this, id);
        };
      });
    },
  });
  await openLobby(person, room);
  const speakers = choiceOf(person, 'Speaker');
  await speakers.selectOption({ label: (await namesIn(speakers)).at(-1) ?? '' });
  const wanted = await speakers.inputValue();
  await person.page.getByRole('button', { name: 'Test speaker' }).click();
  await person.page.evaluate(() => dispatchEvent(new Event('let-speaker')));
  await expect(person.page.getByRole('button', { name: 'Playing…' })).toBeVisible();
  expect(await sinksOfChimes(person)).toEqual([wanted]);
});

test('a provider is chosen by name, with what it can do and how far', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await person.open(room);
  const providers = person.page.getByRole('combobox', { name: 'Provider' });
  expect(await namesIn(providers)).toEqual([
    'Direct, browser to browser',
    'Pretend call with bots',
    'Alibaba Cloud RTC',
    'LiveKit',
    'Tencent RTC',
    'Janus',
  ]);
  await expect(person.page.getByText(/^Here you get: up to \d+ people · screen sharing/)).toBeVisible();
  await providers.selectOption({ label: 'Pretend call with bots' });
  await expect(person.page).toHaveURL(/adapter=fake/);
  await expect(providers.locator('option:checked')).toHaveText('Pretend call with bots');
  await expect(person.page.getByText(/^Here you get: .*chat and reactions.*host tools/)).toBeVisible();
});

const browsers = [
  ['Chrome', 'Chrome/140.0.0.0 Safari/537.36', '“View site information”'],
  ['Edge', 'Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0', '“Permissions for this site”'],
  ['Firefox', 'Gecko/20100101 Firefox/140.0', '“Blocked”'],
  ['Safari', 'Version/19.0 Safari/605.1.15', 'Safari › Settings › Websites'],
  ['Safari on a phone', '(iPhone; CPU iPhone OS 19_0) Version/19.0 Safari/604.1', '“aA”'],
] as const;

for (const [browser, agent, button] of browsers) {
  test(`a refused device is given back by what ${browser} calls it`, async ({ arrivePlain, room }) => {
    const person = await arrivePlain('Lou', {
      prepare: (context) =>
        context.addInitScript((userAgent) => {
          Object.defineProperty(navigator, 'userAgent', { get: () => `Mozilla/5.0 ${userAgent}` });
          navigator.mediaDevices.getUserMedia = () =>
            Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
        }, agent),
    });
    await person.open(room);
    const help = person.page.getByRole('alert').filter({ hasText: 'not allowed' });
    await expect(help).toContainText(button);
    await expect(help.getByRole('button', { name: 'Try again' })).toBeVisible();
  });
}
