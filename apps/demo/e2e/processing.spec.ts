import { mediaLaunchOptions } from '@jackfield/browser';
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { expectAccessible } from './check-accessibility.ts';
import { installDrawnPerson } from './drawn-person.ts';
import { test } from './fixtures.ts';
import { mediaArguments } from './media-arguments.ts';
import type { Person } from './person.ts';
import { readBlur, type Sharpness } from './read-blur.ts';
import { readNoise } from './read-noise.ts';

// Two cameras, so that there is another one to choose.
const devices = '--use-fake-device-for-media-stream=device-count=2';
test.use({ launchOptions: mediaLaunchOptions({ args: [...mediaArguments, devices] }) });

const drawn = {
  prepare: async (context: BrowserContext) => {
    await context.grantPermissions(['camera', 'microphone']);
    await context.addInitScript(installDrawnPerson);
  },
};

const blurBox = (page: Page) => page.getByRole('checkbox', { name: 'Blur my background' });
const noiseBox = (page: Page) => page.getByRole('checkbox', { name: 'Remove noise' });

async function openSettings(person: Person): Promise<void> {
  await person.button('More').click();
  await person.button('Settings').click();
}

/** The picture of Alice that somebody gets, once it is as sharp behind her as is expected. */
async function expectWall(
  video: ReturnType<Person['picture']>,
  wall: 'sharp' | 'blurred',
): Promise<Sharpness> {
  const looks = async (): Promise<string> => {
    const seen = await readBlur(video);
    if (!seen) return 'none';
    return seen.wall > 10 ? 'sharp' : seen.wall < 3 ? 'blurred' : 'between';
  };
  await expect.poll(looks, { message: 'the wall', timeout: 30_000 }).toBe(wall);
  const seen = await readBlur(video);
  if (!seen) throw new Error('There is no picture.');
  console.log(`${wall}: ${JSON.stringify(seen)}`);
  return seen;
}

/** The devices that a page still holds. */
const held = (page: Page): Promise<{ tracks: number; contexts: number }> =>
  page.evaluate(() => ({
    tracks: window.deviceTracks.filter(({ readyState }) => readyState === 'live').length,
    contexts: window.contexts.filter(({ state }) => state !== 'closed').length,
  }));

test('the blur hides the wall and keeps the face: in the preview, in the call, and with another camera', async ({
  arrivePlain,
  room,
}) => {
  const first = await arrivePlain('Alice', drawn);
  const { page } = first;
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await first.open(room);
  const preview = page.getByRole('region', { name: 'Camera preview' }).locator('video');
  const before = await expectWall(preview, 'sharp');
  await expect(blurBox(page)).toBeVisible();
  // Nothing of it comes before it is chosen.
  expect(loaded.filter((url) => /selfie|rnnoise|blur-|noise-/.test(url))).toEqual([]);
  await blurBox(page).check();
  const blurred = await expectWall(preview, 'blurred');
  expect(blurred.face).toBeGreaterThan(before.face * 0.6);
  await expect(page.getByText(/^Takes \d+ ms for each picture\.$/)).toBeVisible();
  console.log(await page.getByText(/^Takes \d+ ms for each picture\.$/).textContent());
  await expectAccessible(page, 'lobby with a blur');
  expect(loaded.filter((url) => !url.startsWith(new URL(page.url()).origin))).toEqual([]);

  await first.enter();
  const second = await arrivePlain('Bob', drawn);
  await second.join(room);
  const sent = await expectWall(second.picture('Alice'), 'blurred');
  expect(sent.face).toBeGreaterThan(before.face * 0.5);
  expect(sent.shirt[1]).toBeGreaterThan(sent.shirt[0]);

  await openSettings(first);
  const choice = page.getByRole('combobox', { name: 'Camera', exact: true });
  const current = await choice.locator('option:checked').textContent();
  const labels = await choice.getByRole('option').allTextContents();
  await choice.selectOption({ label: labels.filter((label) => label !== current).at(-1) ?? '' });
  await expect
    .poll(async () => {
      const [red = 0, blue = 0] = (await readBlur(second.picture('Alice')))?.shirt ?? [];
      return red > blue;
    })
    .toBe(true);
  await expectWall(second.picture('Alice'), 'blurred');
  await expect(blurBox(page)).toBeChecked();
  await blurBox(page).uncheck();
  await expectWall(second.picture('Alice'), 'sharp');
  await expect.poll(() => page.workers().length).toBe(0);
  await blurBox(page).check();
  await expectWall(second.picture('Alice'), 'blurred');
  await page.keyboard.press('Escape');

  await first.button('Leave').click();
  await expect(first.button('Join again')).toBeVisible();
  await expect.poll(() => page.workers().length).toBe(0);
  await expect.poll(async () => (await held(page)).tracks).toBe(0);
});

test('noise is taken away and the voice stays; muted is silent, and nothing is left after the call', async ({
  arrivePlain,
  room,
}) => {
  const first = await arrivePlain('Alice', drawn);
  const second = await arrivePlain('Bob', drawn);
  await first.join(room);
  await second.join(room);
  const heard = () => readNoise(second.page);
  await expect
    .poll(async () => (await heard()).noise, { message: 'the noise is there' })
    .toBeGreaterThan(-100);
  const before = await heard();
  const { contexts } = await held(first.page);
  await openSettings(first);
  await noiseBox(first.page).check();
  await expect(first.page.getByText(/^Takes [\d.]+ ms for 10 ms of sound\.$/)).toBeVisible();
  console.log(await first.page.getByText(/^Takes [\d.]+ ms for 10 ms of sound\.$/).textContent());
  await expect
    .poll(async () => (await heard()).noise, { message: 'the noise is gone' })
    .toBeLessThan(before.noise - 15);
  const after = await heard();
  console.log(JSON.stringify({ before, after }));
  // What goes down with the noise is what the noise added to the voice.
  expect(after.voice - after.noise).toBeGreaterThan(before.voice - before.noise + 10);
  expect(after.voice).toBeGreaterThan(before.voice - 12);

  await first.page.keyboard.press('Escape');
  await first.button('Microphone').click();
  await expect.poll(async () => (await heard()).voice, { message: 'muted' }).toBeLessThan(-110);
  await first.button('Microphone').click();
  await expect
    .poll(async () => (await heard()).voice, { message: 'unmuted' })
    .toBeGreaterThan(before.voice - 12);

  await first.button('Leave').click();
  await expect(first.button('Join again')).toBeVisible();
  await expect.poll(async () => (await held(first.page)).tracks).toBe(0);
  expect((await held(first.page)).contexts).toBeLessThanOrEqual(contexts);
});

test(
  'a machine that cannot keep up switches the blur off, with the camera, and says so',
  { tag: '@long' },
  async ({ arrivePlain, room }) => {
    const first = await arrivePlain('Alice', {
      prepare: async (context) => {
        await drawn.prepare(context);
        // A worker that takes a quarter of a second for each picture.
        await context.route('**/assets/blur-worker-*.js', async (route) => {
          const response = await route.fetch();
          const slow = `const draw = OffscreenCanvasRenderingContext2D.prototype.drawImage;
          OffscreenCanvasRenderingContext2D.prototype.drawImage = function (...given) {
            const end = performance.now() + 60;
            while (performance.now() < end);
            return draw.apply(this, given);
          };`;
          await route.fulfill({ response, body: slow + (await response.text()) });
        });
      },
    });
    const { page } = first;
    await first.join(room);
    const second = await arrivePlain('Bob', drawn);
    await second.join(room);
    await expectWall(second.picture('Alice'), 'sharp');
    await openSettings(first);
    await blurBox(page).check();
    await expectWall(second.picture('Alice'), 'blurred');
    await expect(blurBox(page)).not.toBeChecked({ timeout: 20_000 });
    await page.keyboard.press('Escape');
    await expect(page.getByRole('alert')).toContainText(
      'The blur was switched off: this machine cannot keep up',
    );
    await expect(first.button('Camera')).toHaveAttribute('aria-pressed', 'false');
    await expect.poll(() => page.workers().length).toBe(0);
    await expectAccessible(page, 'a blur that is too slow');
    // Asked for, the room is shown.
    await first.button('Camera').click();
    await expectWall(second.picture('Alice'), 'sharp');
  },
);

test('a machine that is too slow to remove noise goes on without, and says so', async ({
  arrivePlain,
  room,
}) => {
  const first = await arrivePlain('Alice', {
    prepare: async (context) => {
      await drawn.prepare(context);
      // An audio thread that is three seconds late with two seconds of sound.
      await context.addInitScript(() => {
        const render = Reflect.get(OfflineAudioContext.prototype, 'startRendering');
        OfflineAudioContext.prototype.startRendering = async function (this: OfflineAudioContext) {
          const rendered = await render.call(this);
          await new Promise((resolve) => setTimeout(resolve, 3000));
          return rendered;
        };
      });
    },
  });
  await first.open(room);
  await noiseBox(first.page).check();
  await expect(first.page.getByRole('alert')).toContainText(
    'Noise removal was switched off: this machine cannot keep up',
  );
  await expect(noiseBox(first.page)).not.toBeChecked();
  await expect(first.button('Microphone')).toHaveAttribute('aria-pressed', 'true');
});

test('a blur of last time is there before the camera; one that is not to be had keeps it closed', async ({
  arrivePlain,
  room,
}) => {
  const first = await arrivePlain('Alice', {
    prepare: async (context) => {
      await drawn.prepare(context);
      await context.addInitScript(() => {
        localStorage.setItem('jackfield.blur', 'on');
      });
    },
  });
  const { page } = first;
  await page.route('**/*.wasm', (route) => route.abort());
  await first.open(room);
  await expect(page.getByRole('alert').filter({ hasText: 'The blur does not work' })).toBeVisible();
  await expect(first.button('Camera')).toHaveAttribute('aria-pressed', 'false');
  await page.unroute('**/*.wasm');
  await page.reload();
  const preview = page.getByRole('region', { name: 'Camera preview' }).locator('video');
  // The first picture that there is has no wall in it.
  await expect.poll(async () => (await readBlur(preview)) !== undefined).toBe(true);
  expect((await readBlur(preview))?.wall ?? 255).toBeLessThan(5);
  await expect(blurBox(page)).toBeChecked();
});

test('a blur stays in a change of the provider, and nothing sharp is seen on the way', async ({
  arrivePlain,
  room,
}) => {
  // What the policy refuses this SDK is named in `vendors.spec.ts`.
  const withAliyun = { ...drawn, expects: (text: string) => /TrustedScript|aliyuncs\.com/.test(text) };
  const first = await arrivePlain('Alice', withAliyun);
  const second = await arrivePlain('Bob', withAliyun);
  await first.open(room);
  await blurBox(first.page).check();
  await first.enter();
  await second.join(room);
  await expectWall(second.picture('Alice'), 'blurred');
  for (const person of [first, second]) {
    await person.button('More').click();
    await person.button('Change provider').click();
    await person.page.getByRole('combobox', { name: 'Go on with' }).selectOption('Alibaba Cloud RTC');
    await person.page.getByRole('button', { name: 'Change', exact: true }).click();
  }
  const there = second.page.getByRole('status').filter({ hasText: 'You are with Alibaba Cloud RTC now' });
  await expect
    .poll(
      async () => {
        expect((await readBlur(second.picture('Alice')))?.wall ?? 0, 'the wall meanwhile').toBeLessThan(10);
        return there.count();
      },
      { timeout: 45_000 },
    )
    .toBe(1);
  await expectWall(second.picture('Alice'), 'blurred');
  await openSettings(first);
  await expect(blurBox(first.page)).toBeChecked();
});
