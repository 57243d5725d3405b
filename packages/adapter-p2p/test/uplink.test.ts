import { expect, it } from 'vitest';
import type { SenderWish } from '../src/peer/sender-slot.ts';
import { Uplink } from '../src/peer/uplink.ts';

const wish = (maxBitrate: number): SenderWish => ({ track: null, encoding: { maxBitrate } });

function createUplink(most: number) {
  const changes = { count: 0 };
  const uplink = new Uplink(most, () => {
    changes.count += 1;
  });
  const bits = (peer: string, asked: number): number | undefined =>
    uplink.fit(peer, 'camera', wish(asked)).encoding?.maxBitrate;
  return { uplink, bits, changes };
}

it('gives everybody what they ask for while there is enough', () => {
  const { bits, changes } = createUplink(4_000_000);
  expect([bits('ann', 1_800_000), bits('ben', 1_800_000), changes.count]).toEqual([1_800_000, 1_800_000, 0]);
});

it('gives each the same part of what their tile needs where it is too much together, and says that others get less', () => {
  const { bits, changes } = createUplink(4_000_000);
  for (const peer of ['ann', 'ben', 'cem', 'dan']) bits(peer, 1_800_000);
  bits('eve', 300_000);
  const all = [...['ann', 'ben', 'cem', 'dan'].map((peer) => bits(peer, 1_800_000)), bits('eve', 300_000)];
  expect(all).toEqual([960_000, 960_000, 960_000, 960_000, 160_000]);
  expect(changes.count).toBe(3);
});

it('takes it back from nobody who is alone, however much the app wishes', () => {
  const { bits } = createUplink(4_000_000);
  expect(bits('ann', 9_000_000)).toBe(9_000_000);
});

it('gives what somebody leaves to the others', () => {
  const { bits, uplink, changes } = createUplink(1_000_000);
  bits('ann', 800_000);
  expect(bits('ben', 1_200_000)).toBe(720_000);
  uplink.forget('ann');
  expect([bits('ben', 1_200_000), changes.count]).toEqual([1_200_000, 2]);
});

it('makes no picture smaller than a picture can be, and leaves sound alone', () => {
  const { bits, uplink } = createUplink(200_000);
  bits('ann', 1_000_000);
  bits('cem', 5_000_000);
  expect(bits('ben', 120_000)).toBe(100_000);
  expect(bits('dan', 60_000)).toBe(60_000);
  expect(uplink.fit('ann', 'microphone', wish(40_000))).toEqual(wish(40_000));
});
