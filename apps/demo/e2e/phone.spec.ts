import { expect, type Page } from '@playwright/test';
import { test, type Arrival } from './fixtures.ts';
import { alice } from './identities.ts';
import type { Person } from './person.ts';

const phone = { width: 390, height: 780 };

/** Nothing is wider than the screen, so that nobody has to scroll sideways. */
async function expectToFit(page: Page, screen: string): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, `${screen}: width`).toBeLessThanOrEqual(phone.width);
}

/** From the lobby through a call and out again, with a thumb's targets all within the screen. */
async function goThrough(person: Person, room: string, adapter: string): Promise<void> {
  const { page } = person;
  await page.setViewportSize(phone);
  await person.open(room, adapter);
  await expectToFit(page, 'lobby');
  await page.getByRole('button', { name: 'Join', exact: true }).scrollIntoViewIfNeeded();
  await person.enter();
  await expect(person.tile('Alice (you)')).toBeVisible();
  await expectToFit(page, 'call');
  const controls = page.getByRole('toolbar', { name: 'Call controls' });
  for (const button of await controls.getByRole('button').all()) {
    if (!(await button.isVisible())) continue;
    const box = await button.boundingBox();
    const name = await button.getAttribute('aria-label');
    expect(box?.x, name ?? '').toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0), name ?? '').toBeLessThanOrEqual(phone.width);
    expect((box?.y ?? 0) + (box?.height ?? 0), name ?? '').toBeLessThanOrEqual(phone.height);
    expect(Math.min(box?.width ?? 0, box?.height ?? 0), `${name ?? ''}: size`).toBeGreaterThanOrEqual(24);
  }
  await person.button('Leave').click();
  await expect(page.getByRole('heading', { name: 'You left the call' })).toBeVisible();
  await expectToFit(page, 'ended');
  await person.button('Back to the lobby').click();
  await expect(page.getByRole('region', { name: 'Camera preview' })).toBeVisible();
}

for (const size of [phone, { width: 320, height: 568 }, { width: 780, height: 390 }]) {
  const name = `${String(size.width)} × ${String(size.height)}`;
  test(`${name}: name and Join are on the first screen, and every control of the call`, async ({
    arrive,
    room,
  }) => {
    const person = await arrive(alice);
    const { page } = person;
    await page.setViewportSize(size);
    await page.goto(`/?room=${room}&adapter=fake&bots=3&still`);
    await expect(page.getByRole('textbox', { name: 'Your name' })).toBeInViewport({ ratio: 1 });
    await expect(person.button('Join')).toBeInViewport({ ratio: 1 });
    await person.enter();
    const controls = page.getByRole('toolbar', { name: 'Call controls' });
    for (const button of await controls.getByRole('button').all())
      if (await button.isVisible()) await expect(button).toBeInViewport({ ratio: 1 });
    const stage = await page.getByRole('region', { name: 'People in the call' }).boundingBox();
    const area = ((stage?.width ?? 0) * (stage?.height ?? 0)) / (size.width * size.height);
    expect(area, 'the share of the screen that is stage').toBeGreaterThan(0.6);
    await person.button('Chat').click();
    // Who reads can mute: the panel leaves the controls free.
    await person.button('Microphone').click();
    await expect(person.button('Microphone')).toHaveAttribute('aria-pressed', 'false');
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(size.width);
  });
}

for (const adapter of ['p2p', 'fake']) {
  test(`on a phone: ${adapter}, from the lobby to the call and out`, async ({ arrive, room }) => {
    await goThrough(await arrive(alice), room, adapter);
  });
}

test('on a phone: Aliyun, from the lobby to the call and out', async ({ arrive, room }) => {
  // What the policy refuses this SDK is named in `vendors.spec.ts`.
  const arrival: Arrival = { expects: (complaint) => /TrustedScript|aliyuncs\.com/.test(complaint) };
  await goThrough(await arrive(alice, arrival), room, 'aliyun');
});

test('on a phone: LiveKit, from the lobby to the call and out', async ({
  arrive,
  room,
  livekitServer: server,
}) => {
  await goThrough(await arrive(alice, { server }), room, 'livekit');
});
