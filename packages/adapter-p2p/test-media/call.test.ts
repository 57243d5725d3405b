import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Lab, startSignalling, type Tab } from './support/lab.ts';

let lab: Lab;
let tabs: Tab[] = [];
let server: Awaited<ReturnType<typeof startSignalling>>;

beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});
beforeEach(async () => {
  server = await startSignalling();
});
afterEach(async () => {
  await lab.clear();
  await server.close();
});

const ann = { room: 'room', userId: 'ann', hue: 0, tone: 500, publish: ['camera', 'microphone'] } as const;
const bob = { room: 'room', userId: 'bob', hue: 240, tone: 1200, publish: ['camera', 'microphone'] } as const;

async function two(): Promise<[Tab, Tab]> {
  const [one, other] = await lab.tabs(2);
  if (!one || !other) throw new Error('two tabs were asked for');
  tabs = [one, other];
  await one.rig('join', { ...ann, url: server.url });
  const joined = await other.rig('join', { ...bob, url: server.url });
  expect(joined.roster).toEqual([{ userId: 'ann', sources: ['microphone', 'camera'] }]);
  return [one, other];
}

const looksLike =
  (hue: number) =>
  (seen: number | undefined): boolean =>
    seen !== undefined && Math.abs(((seen - hue + 540) % 360) - 180) < 25;

async function sees(
  tab: Tab,
  userId: string,
  hue: number,
  source: 'camera' | 'screen' = 'camera',
): Promise<void> {
  await expect
    .poll(async () => (await tab.rig('see', userId, source)).hue, { timeout: 5000 })
    .toSatisfy(looksLike(hue));
}

async function hears(
  tab: Tab,
  userId: string,
  tone: number,
  source: 'microphone' | 'screen-audio' = 'microphone',
): Promise<void> {
  await expect
    .poll(() => tab.rig('hear', userId, source), { timeout: 5000 })
    .toSatisfy(
      (heard: { level: number; tone: number }) => heard.level > 0.1 && Math.abs(heard.tone - tone) < 25,
    );
}

afterEach(async (context) => {
  if (context.task.result?.state !== 'fail') return;
  for (const tab of tabs)
    console.log(tab.errors, JSON.stringify(await tab.rig('facts')), await tab.rig('connections'));
});

test('two people see and hear each other', async () => {
  const [one, other] = await two();
  await sees(other, 'ann', ann.hue);
  await sees(one, 'bob', bob.hue);
  await hears(other, 'ann', ann.tone);
  await hears(one, 'bob', bob.tone);
  expect(one.errors).toEqual([]);
  expect(other.errors).toEqual([]);
});
