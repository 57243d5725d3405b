import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { hears, hearsNothing, looksLike, sees } from './support/expectations.ts';
import { Lab, startSignalling } from './support/lab.ts';

let lab: Lab;
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
const bob = { room: 'room', userId: 'bob', hue: 240, tone: 1200 } as const;

// Ids are random, so that either side makes the offer: several calls meet both cases.
test.each([1, 2, 3, 4, 5, 6])('a bare peer connection speaks the protocol (%d)', async () => {
  const [tab] = await lab.tabs(1);
  const far = await lab.bare();
  await tab?.rig('join', { ...ann, url: server.url });
  await far.bare('join', { ...bob, url: server.url });
  if (!tab) throw new Error('one tab');
  await sees(tab, 'bob', bob.hue);
  await hears(tab, 'bob', bob.tone);
  await expect.poll(() => far.bare('hue'), { timeout: 5000 }).toSatisfy(looksLike(ann.hue));
  await expect
    .poll(() => far.bare('hear'), { timeout: 5000 })
    .toSatisfy(
      (heard: { level: number; tone: number }) => heard.level > 0.05 && Math.abs(heard.tone - ann.tone) < 25,
    );
  await far.bare('mute', true);
  await tab.rig('waitFact', 'sourceMuted', { remoteId: 'bob', source: 'microphone', muted: true }, 2000);
  await hearsNothing(tab, 'bob');
  await far.bare('say', 'hello');
  await tab.rig('waitFact', 'messageReceived', { remoteId: 'bob', topic: 'chat', text: 'hello' }, 2000);
  await tab.rig('message', 'chat', 'and you');
  expect(await far.bare('texts')).toEqual(['and you']);
  await tab.rig('setMuted', 'microphone', true);
  await expect.poll(async () => (await far.bare('hear')).level, { timeout: 5000 }).toBeLessThan(0.001);
  await far.bare('leave');
  await tab.rig('waitFact', 'participantLeft', { remoteId: 'bob' }, 1000);
});
