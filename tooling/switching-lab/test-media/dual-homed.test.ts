import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright';
import { Lab } from './lab.ts';
import {
  allMeet,
  ann,
  bob,
  comes,
  lookAt,
  looksLike,
  meets,
  soundsLike,
  switches,
  type Person,
} from './people.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

const zed: Person = { userId: 'zed', hue: 60, tone: 1600 };

/** A person who has only the vendor's SDK. */
async function comesBare(room: string, who: Person): Promise<Page> {
  const page = await lab.tab('bare');
  await page.evaluate((seat) => window.bare.join(seat), { room, ...who });
  return page;
}

/** Waits until a bare member sees and hears somebody. */
async function bareMeets(page: Page, { userId, hue, tone }: Person): Promise<void> {
  await expect.poll(() => page.evaluate((of) => window.bare.see(of), userId)).toSatisfy(looksLike(hue));
  await expect.poll(() => page.evaluate((of) => window.bare.hear(of), userId)).toSatisfy(soundsLike(tone));
}

test(
  'who is at both vendors meets a member of the old one that never moves, and is moderated by either',
  { tags: ['long'], timeout: 90_000 },
  async () => {
    const room = 'both';
    const [one, other, bare] = await Promise.all([
      comes(lab, 'livekit', { room, small: true, ...ann }),
      comes(lab, 'livekit', { room, small: true, ...bob }),
      comesBare(room, zed),
    ]);
    for (const [page, who] of [
      [one, bob],
      [one, zed],
      [other, ann],
      [other, zed],
    ] as const)
      await meets(page, who);
    const before = await Promise.all([one, other].map(lookAt));
    const reports = await Promise.all([one, other].map((page) => switches(page, 'p2p', { until: 'never' })));
    for (const { code, message, copies } of reports) {
      expect([code, message]).toEqual(['', '']);
      expect(copies).toBeLessThanOrEqual(2);
    }
    // Who is there under which id is the same, each once; nobody came and nobody left.
    for (const [page, who] of [
      [one, bob],
      [one, zed],
      [other, ann],
      [other, zed],
    ] as const)
      await meets(page, who);
    for (const who of [ann, bob]) await bareMeets(bare, who);
    const after = await Promise.all([one, other].map(lookAt));
    expect(after.map(({ people, events, state }) => [people, events, state])).toEqual(
      before.map(({ people }) => [people, [], 'joined']),
    );

    await one.evaluate(() => window.rig.say('to all'));
    await expect.poll(() => bare.evaluate(() => window.bare.messages())).toEqual(['to all']);
    await expect.poll(async () => (await lookAt(other)).events).toEqual(['message to all']);

    // A server's mute on the old leg, then on the new one: both wires fall silent.
    await lab.livekitMute({ room, userId: 'ann' });
    lab.signalling.server.mute({ room, userId: 'bob', source: 'microphone' });
    for (const page of [one, other]) {
      await expect.poll(() => page.evaluate(() => window.rig.isMuted())).toBe(true);
      await page.evaluate(() => window.rig.wire.still('sent'));
    }
    expect((await lookAt(other)).events).toEqual([]);

    // Thrown out by one, gone from both.
    await lab.livekitKick({ room, userId: 'ann' });
    await expect.poll(async () => (await lookAt(one)).state).toBe('ended');
    lab.signalling.server.kick(room, 'bob');
    await expect.poll(async () => (await lookAt(other)).state).toBe('ended');
    for (const page of [one, other]) {
      expect(await page.evaluate(() => window.rig.reason())).toBe('kicked');
      await expect.poll(async () => (await lookAt(page)).connections).toBe(0);
    }
    await expect.poll(() => lab.livekitPeople(room)).toEqual(['zed']);
    expect(lab.signalling.server.rooms().filter((each) => each.room === room)).toEqual([]);
    await bare.evaluate(() => window.bare.leave());
  },
);

test(
  'a stranger with the name of somebody at the next vendor is a stranger',
  { tags: ['long'], timeout: 60_000 },
  async () => {
    const room = 'strangers';
    const [one, other, bare] = await Promise.all([
      comes(lab, 'p2p', { room, small: true, ...ann }),
      comes(lab, 'p2p', { room, small: true, ...bob }),
      comesBare(room, { ...zed, userId: 'bob' }),
    ]);
    await allMeet([
      [one, ann],
      [other, bob],
    ]);
    const [known] = (await lookAt(one)).people;
    // Neither vendor of this call vouches for both names, and nobody says who is who.
    const { code } = await switches(one, 'livekit', { until: 'never', strangers: true });
    expect(code).toBe('');
    await expect.poll(async () => (await lookAt(one)).people.length).toBe(2);
    expect((await lookAt(one)).people[0]).toBe(known);
    // The tile of the one who is known shows and sounds as before.
    const id = known?.split(' ')[0] ?? '';
    expect(await one.evaluate((of) => window.rig.see(of), id)).toSatisfy(looksLike(bob.hue));
    expect(await one.evaluate((of) => window.rig.hear(of), id)).toSatisfy(soundsLike(bob.tone));
    for (const page of [one, other]) await page.evaluate(() => window.rig.leave());
    await bare.evaluate(() => window.bare.leave());
  },
);
