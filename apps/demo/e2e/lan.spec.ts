import { expect } from '@playwright/test';
import { expectToHear, expectToSee } from './expect-media.ts';
import { test } from './fixtures.ts';
import { alice, bob } from './identities.ts';

test('on a network: who has the printed link calls over HTTPS, and nobody else', async ({
  arrive,
  room,
  startServer,
}) => {
  const server = await startServer({ args: ['--lan'], environment: { HOST: '' } });
  const { hash, href } = new URL(/may enter: (\S+)/.exec(server.output())?.[1] ?? '');
  expect(href).toMatch(/^https:/);
  expect(server.output()).toMatch(/SHA-256 is\s+(?:[0-9A-F]{2}:){31}[0-9A-F]{2}/);
  expect(server.output()).toMatch(/TCP \d+ for pages[^]*UDP turn:\S+ for media[^]*at most 100 sessions/);

  const ignoreHTTPSErrors = true;
  const stranger = await arrive({ ...bob, name: 'Mallory' }, { server, ignoreHTTPSErrors });
  await stranger.open(room);
  await stranger.page.getByRole('textbox', { name: 'Your name' }).fill('Mallory');
  await stranger.button('Join').click();
  await expect(stranger.page.getByRole('alert')).toContainText('You may not enter this room');

  const first = await arrive(alice, { server, ignoreHTTPSErrors });
  await first.page.goto(`/?room=${room}${hash}`);
  await first.enter();
  // The second one comes by the link that the app itself offers.
  const link = first.page.getByRole('textbox', { name: 'Link to this room' });
  const second = await arrive(bob, { server, ignoreHTTPSErrors });
  await second.page.goto(await link.inputValue());
  await second.enter();
  await expectToSee(first, 'Bob');
  await expectToSee(second, 'Alice');
  await expectToHear(first, ['Bob']);
  await expectToHear(second, ['Alice']);
  expect(await first.page.evaluate(() => isSecureContext)).toBe(true);
  expect(await server.stop()).toBe(0);
  await expect(first.page.getByRole('heading', { name: 'The server was stopped' })).toBeVisible();
});
