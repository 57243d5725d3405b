import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Lab } from './support/lab.ts';

const timeout = 30_000;

let lab: Lab;
beforeAll(async () => {
  // What the server makes of the bandwidth of a busy machine is not what is tried here.
  lab = await Lab.open({ congestionControl: false });
});
afterEach(async () => {
  await lab.clear();
});
afterAll(async () => {
  await lab.close();
});

test('a hundred calls leave nothing behind', { tags: ['long'], timeout: 120_000 }, async () => {
  const room = 'again';
  const [rig, bare] = await Promise.all([lab.rig(), lab.bare()]);
  const token = await lab.token({ room, userId: 'bob' });
  await bare.join({ url: lab.server.url, token, hue: 240, tone: 1200, publish: false });
  const ticket = await lab.ticket({
    room,
    userId: 'ann',
    hue: 0,
    tone: 500,
  });
  for (let call = 0; call < 100; call += 1) {
    const publish = call % 10 === 0 ? (['camera', 'microphone'] as const) : (['microphone'] as const);
    expect(await rig.join({ ...ticket, publish })).toBeUndefined();
    await rig.leave();
    expect(await rig.counts()).toEqual({ connections: 0, captured: 0, elements: 0, workers: 0 });
  }
  await expect.poll(() => bare.people(), { timeout }).toEqual([]);
  expect(await lab.api().listParticipants(room)).toHaveLength(1);
  expect(rig.errors).toEqual([]);
});
