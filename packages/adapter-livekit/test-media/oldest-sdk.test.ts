import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hears, sees } from './support/expectations.ts';
import { Lab } from './support/lab.ts';

const ann = { userId: 'ann', hue: 0, tone: 500 };
const bob = { userId: 'bob', hue: 240, tone: 1200 };

interface Manifest {
  readonly version: string;
  readonly peerDependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}
const read = (file: string): Manifest =>
  JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as Manifest;

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open({ sdk: 'livekit-client-oldest' });
});
afterAll(async () => {
  await lab.close();
});

test('the range of the SDK that may be installed begins with the oldest and ends with the newest that is tried', () => {
  const { peerDependencies, devDependencies } = read('../package.json');
  const { version } = read('../node_modules/livekit-client-oldest/package.json');
  const [, newest = ''] = /^2\.(\d+)\.\d+$/u.exec(devDependencies['livekit-client'] ?? '') ?? [];
  expect(peerDependencies['livekit-client']).toBe(`>=${version} <2.${String(Number(newest) + 1)}.0`);
});

test('with the oldest SDK two sessions see and hear each other, mute and leave', async () => {
  const [here, there] = await Promise.all([lab.rig(), lab.rig()]);
  const room = 'oldest';
  const publish = ['camera', 'microphone'] as const;
  expect(await here.join(await lab.ticket({ room, ...ann, publish: [...publish] }))).toBeUndefined();
  expect(await there.join(await lab.ticket({ room, ...bob, publish: [...publish] }))).toBeUndefined();
  await Promise.all([sees(here, bob), hears(here, bob), sees(there, ann), hears(there, ann)]);
  await here.mute('camera');
  await expect.poll(async () => (await there.people())[0]?.sources['camera'], { timeout: 10_000 }).toBe(true);
  await here.unmute('camera');
  await sees(there, ann);
  await here.leave();
  await expect.poll(() => there.people(), { timeout: 10_000 }).toEqual([]);
  expect(await here.counts()).toEqual({ connections: 0, captured: 0, elements: 0, workers: 0 });
  expect([...here.errors, ...there.errors]).toEqual([]);
});
