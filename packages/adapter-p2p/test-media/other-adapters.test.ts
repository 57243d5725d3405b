import { afterAll, beforeAll, expect, test } from 'vitest';
import { hears, moves, sees } from './support/expectations.ts';
import { Lab } from './support/lab.ts';
import { startSignalling, type TestSignalling } from './support/start-signalling.ts';

let lab: Lab;
let server: TestSignalling;
beforeAll(async () => {
  lab = await Lab.open();
  server = await startSignalling();
});
afterAll(async () => {
  await lab.close();
  await server.close();
});

const ann = { room: 'room', userId: 'ann', hue: 0, tone: 500, publish: ['camera', 'microphone'] } as const;
const bob = { room: 'room', userId: 'bob', hue: 240, tone: 1200, publish: ['camera', 'microphone'] } as const;
const cyd = { room: 'room', userId: 'cyd', hue: 120, tone: 2000, publish: ['camera', 'microphone'] } as const;

test('loading every other adapter in the page leaves a running call as it is, and new ones possible', async () => {
  const [one, other, late] = await lab.tabs(3);
  if (!one || !other || !late) throw new Error('There are tabs missing.');
  const { url } = server;
  await one.rig('join', { ...ann, url });
  await other.rig('join', { ...bob, url });
  await sees(other, 'ann', ann.hue);
  await sees(one, 'bob', bob.hue);
  const before = await one.rig('counts');

  await one.page.addScriptTag({ url: `${lab.origin}/others.js`, type: 'module' });
  await one.page.waitForFunction(() => 'loadOthers' in window);
  const { names, patched } = await one.page.evaluate(() => window.loadOthers());
  expect(names).toEqual(['aliyun', 'livekit', 'fake']);
  console.log(
    `Loading ${names.join(', ')} replaced ${patched.join(', ') || 'nothing'} of the page's platform.`,
  );

  for (const [viewer, who] of [
    [one, bob],
    [other, ann],
  ] as const) {
    await moves(viewer, who.userId);
    await sees(viewer, who.userId, who.hue);
    await hears(viewer, who.userId, who.tone);
  }
  expect(await one.rig('counts')).toEqual(before);
  expect(await one.rig('connections')).toEqual({ bob: 'connected' });

  // What is made after the loading works as well: a new member, and a new source.
  await late.rig('join', { ...cyd, url });
  await sees(one, 'cyd', cyd.hue);
  await hears(one, 'cyd', cyd.tone);
  await one.rig('publish', ['camera', 'microphone', 'screen']);
  await sees(late, 'ann', ann.hue + 180, 'screen');
});
