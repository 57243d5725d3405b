import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { UdpRelays } from '../../../packages/adapter-p2p/test-media/support/udp-relays.ts';
import { Lab } from './lab.ts';
import { allMeet, ann, bob, cem, lookAt, meets } from './people.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

test(
  'a room that is proposed to move while one of it is cut off: nobody is lost, and all are together once it is mended',
  { tags: ['long'], timeout: 150_000 },
  async () => {
    // Everything to and from one of them goes by relays that can be cut, sound, pictures and messages; the signalling goes on.
    const [near, far] = [new UdpRelays(), new UdpRelays()];
    onTestFinished(() => {
      for (const each of [near, far]) each.close();
    });
    /** The relays for ways that are made from now on. */
    let relays = near;
    const seated: (readonly [Page, typeof ann])[] = [];
    for (const who of [ann, bob, cem]) {
      if (who === cem) {
        await allMeet(seated);
        relays = far;
      }
      const page = await lab.tab();
      await page.exposeFunction('relayPort', (address: string, port: number) =>
        relays.portFor(address, port),
      );
      await page.evaluate((seat) => window.rig.join('p2p', seat), { room: 'torn', small: true, ...who });
      await page.evaluate(() => window.rig.readyToMove('p2p'));
      seated.push([page, who]);
    }
    const [[one], [other], [apart]] = seated as [(typeof seated)[0], (typeof seated)[0], (typeof seated)[0]];
    await allMeet(seated);
    for (const [page] of seated) await lookAt(page);

    far.cut();
    const proposed = one.evaluate(() => window.rig.proposeMove('livekit', 12_000));
    expect(await proposed).toMatchObject({ status: 'there', followed: ['bob'], notFollowed: ['cem'] });
    expect(await apart.evaluate(() => window.rig.moved()?.status)).toBe('none');
    expect(await lab.livekitPeople('torn')).toEqual(['ann', 'bob']);
    await meets(one, bob);
    await meets(other, ann);

    const from = performance.now();
    far.mend();
    for (const [page] of seated)
      await expect
        .poll(() => page.evaluate(() => window.rig.moved()?.status), { timeout: 60_000 })
        .toBe('moved');
    console.info(`together ${String(Math.round(performance.now() - from))} ms after the network was back`);
    expect(await lab.livekitPeople('torn')).toEqual(['ann', 'bob', 'cem']);
    await allMeet(seated);
    for (const [page] of seated) {
      const { people, state, events } = await lookAt(page);
      expect([people.length, state]).toEqual([2, 'joined']);
      expect(events.filter((each) => each.startsWith('participant-left'))).toEqual([]);
    }
  },
);
