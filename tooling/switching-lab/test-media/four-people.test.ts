import { afterAll, beforeAll, expect, test } from 'vitest';
import { Lab } from './lab.ts';
import {
  allMeet,
  ann,
  bob,
  cem,
  comes,
  dan,
  lookAt,
  looksLike,
  meets,
  sees,
  soundsLike,
  switchAll,
  switches,
} from './people.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

test(
  'four people move: one first, somebody joins in the middle, then all; and with a shared screen and its sound',
  { tags: ['long'], timeout: 120_000 },
  async () => {
    // Over Aliyun, where the sound of a screen is in the voice, by hand: on two busy cores not everybody was there in time.
    const back = process.env['JACKFIELD_FOUR_OVER'] === 'aliyun' ? 'aliyun' : 'p2p';
    const soundOfScreen: 'microphone' | 'screenAudio' = back === 'aliyun' ? 'microphone' : 'screenAudio';
    const seat = { room: 'studio', small: true };
    const [one, other, third] = await Promise.all(
      [ann, bob, cem].map((who) => comes(lab, 'p2p', { ...seat, ...who })),
    );
    if (!one || !other || !third) throw new Error('Nobody came.');
    await allMeet([
      [one, ann],
      [other, bob],
      [third, cem],
    ]);
    const before = await lookAt(one);

    // One goes first, and waits there for the others.
    const first = switches(one, 'livekit');
    await expect.poll(() => lab.livekitPeople('studio')).toEqual(['ann']);
    const fourth = await comes(lab, 'p2p', { ...seat, ...dan });
    await meets(one, dan);
    await meets(fourth, ann);
    const rest = await switchAll([other, third, fourth], 'livekit');
    const report = await first;
    expect([report.code, report.message]).toEqual(['', '']);
    // Each of three people is heard once at a time.
    for (const { copies } of [report, ...rest]) expect(copies).toBeLessThanOrEqual(3);
    const everybody = [
      [one, ann],
      [other, bob],
      [third, cem],
      [fourth, dan],
    ] as const;
    await allMeet(everybody);
    const after = await lookAt(one);
    expect(after.people.slice(0, 2)).toEqual(before.people);
    expect([after.people.length, after.events]).toEqual([3, ['participant-joined dan']]);

    // What was told until here is not asked for again.
    await Promise.all(everybody.map(([page]) => lookAt(page)));

    // A screen with sound, of somebody who is muted.
    await other.evaluate(() => window.rig.mute());
    await other.evaluate(() => window.rig.share(true));
    await expect
      .poll(() => one.evaluate(() => window.rig.hear('bob', 'screenAudio')))
      .toSatisfy(soundsLike(bob.tone * 2));
    await switchAll([one, other, third, fourth], back);
    for (const page of [one, third, fourth]) {
      await expect
        .poll(() => page.evaluate(() => window.rig.see('bob', 'screen')), { timeout: 15_000 })
        .toSatisfy(looksLike(bob.hue + 60));
      await expect
        .poll(() => page.evaluate((source) => window.rig.hear('bob', source), soundOfScreen), {
          timeout: 15_000,
        })
        .toSatisfy(soundsLike(bob.tone * 2));
      await sees(page, bob);
    }
    for (const [page, me] of everybody)
      for (const [, who] of everybody) if (who !== me && who !== bob) await meets(page, who);
    const people = await Promise.all(everybody.map(([page]) => lookAt(page)));
    expect(people.map(({ events, state }) => [events, state])).toEqual(everybody.map(() => [[], 'joined']));
    for (const [page] of everybody) await page.evaluate(() => window.rig.leave());
    expect(
      (await Promise.all(everybody.map(([page]) => lookAt(page)))).map(({ connections }) => connections),
    ).toEqual([0, 0, 0, 0]);
  },
);
