import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { Lab, type Tab } from './support/lab.ts';
import { hears, sees } from './support/perceive.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
beforeEach(() => lab.begin());
afterEach(() => lab.clear());
afterAll(() => lab.close());

/** The file of the SDK as the registry has it. */
const sdk = readFileSync(
  createRequire(import.meta.url).resolve('aliyun-webrtc-sdk/dist/aliyun-webrtc-sdk.js'),
  'utf8',
);
const src = '/vendor/aliyun-webrtc-sdk.js';
const alice = {
  room: 'room1',
  userId: 'alice',
  hue: 0,
  tone: 440,
  publish: ['microphone', 'camera'],
} as const;
const bob = { room: 'room1', userId: 'bob', hue: 240, tone: 880, publish: [] } as const;

/** A tab whose site serves a script at the address. */
async function tabWith(body: string): Promise<{ tab: Tab; scripts: () => Promise<readonly string[]> }> {
  const tab = await lab.tab();
  await tab.page.route(`**${src}`, (route) => route.fulfill({ contentType: 'text/javascript', body }));
  return {
    tab,
    scripts: () =>
      tab.page.evaluate((end) => {
        const added = [...document.scripts].filter((script) => script.src.endsWith(end));
        return added.map(({ integrity, crossOrigin }) => `${String(crossOrigin)} ${integrity.slice(0, 7)}`);
      }, src),
  };
}

it('adds the script itself, with its integrity, and is in a call with the bytes of 1.16.0', async () => {
  const { tab: a, scripts } = await tabWith(sdk);
  const { tab: b } = await tabWith(sdk);
  expect(await scripts()).toEqual([]);
  expect(await a.rig('join', { ...alice, src })).toMatchObject({ code: 'ok' });
  expect(await b.rig('join', { ...bob, src })).toMatchObject({ code: 'ok' });
  expect(await scripts()).toEqual(['anonymous sha384-']);
  await sees(b, 'alice', { hue: 0 });
  await hears(b, 'alice', 440);
});

it('takes no script of other bytes, says what to do, and works once the bytes are right', async () => {
  const { tab, scripts } = await tabWith(`${sdk}\nglobalThis.wasRun = true;`);
  const refused = await tab.rig('join', { ...alice, src });
  expect(refused.code).toBe('sdk-missing');
  expect(refused.message).toContain(
    `${src}. Serve dist/aliyun-webrtc-sdk.js of version 1.16.0 there, unaltered`,
  );
  expect(await tab.page.evaluate(() => 'wasRun' in globalThis)).toBe(false);
  expect(await scripts()).toEqual([]);
  await tab.page.unroute(`**${src}`);
  await tab.page.route(`**${src}`, (route) => route.fulfill({ contentType: 'text/javascript', body: sdk }));
  expect(await tab.rig('join', { ...alice, src })).toMatchObject({ code: 'ok' });
});
