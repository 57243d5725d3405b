import { afterAll, beforeAll, expect, test } from 'vitest';
import { hears, hearsNothing, sees } from './support/expectations.ts';
import { Lab } from './support/lab.ts';
import { Relay } from './support/relay.ts';

const ann = { userId: 'ann', hue: 0, tone: 500 };
const bob = { userId: 'bob', hue: 240, tone: 1200 };
const publish = ['camera', 'microphone'] as const;

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

// Both wait for timers of the vendor's most of the time, so they share it.
test(
  'a network that is gone for 5 s or for 40 s: the call goes on, muted as it was',
  { tags: ['long'], timeout: 120_000 },
  async () => {
    await Promise.all([survives({ seconds: 5 }), survives({ seconds: 40 })]);
  },
);

async function survives({ seconds }: { readonly seconds: number }): Promise<void> {
  const room = `gone-for-${String(seconds)}`;
  const relay = await Relay.open(lab.server);
  try {
    const [rig, bare] = await Promise.all([lab.rig(), lab.bare()]);
    const token = await lab.token({ room, userId: 'bob' });
    await bare.join({ url: lab.server.url, token, ...bob, publish: true });
    const ticket = await lab.ticket({ room, ...ann, publish: [...publish] });
    expect(await rig.join({ ...ticket, url: relay.url, mediaPort: relay.mediaPort })).toBeUndefined();
    await sees(rig, bob);
    await sees(bare, ann);
    await rig.mute('microphone');
    relay.cut();
    const until = performance.now() + seconds * 1000;
    await expect.poll(() => performance.now(), { timeout: 60_000, message: room }).toBeGreaterThan(until);
    relay.mend();
    await sees(rig, bob);
    await hears(rig, bob);
    await sees(bare, ann);
    await hearsNothing(bare, 'ann');
    await expect.poll(async () => (await rig.states()).at(-1), { timeout: 10_000 }).toBe('joined');
    if (seconds === 40) expect(await rig.states()).toContain('reconnecting');
    expect(await rig.left()).toEqual([]);
    await rig.unmute('microphone');
    await hears(bare, ann);
  } finally {
    relay.close();
  }
}
