import { describe, expect, it } from 'vitest';
import { addRates } from '../../src/stats/add-rates.ts';
import type { MediaStats } from '../../src/stats/session-stats.ts';

const first: MediaStats = {
  ...{ id: 'a', direction: 'receive', source: 'microphone', kind: 'audio', participantId: 'p1' },
  ...{
    atMs: 1_000,
    bytes: 1_000,
    packets: 100,
    packetsLost: 10,
    jitterMs: undefined,
    roundTripMs: undefined,
  },
  ...{ codec: undefined, framesPerSecond: undefined, width: undefined, height: undefined },
  ...{ qualityLimitation: undefined, bitrate: undefined, lossFraction: undefined },
};
const rates = (later: Partial<MediaStats>, before: MediaStats | undefined = first) => {
  const { bitrate, lossFraction } = addRates({ ...first, ...later }, before);
  return [bitrate, lossFraction];
};

describe('what takes two readings', () => {
  it('is bits for a second, and the share that was lost of all that was on its way', () => {
    expect(rates({ atMs: 3_000, bytes: 9_000, packets: 190, packetsLost: 20 })).toEqual([32_000, 0.1]);
    expect(
      rates(
        { atMs: 3_000, bytes: 9_000, packets: 200, packetsLost: 20, direction: 'send' },
        { ...first, direction: 'send' },
      ),
    ).toEqual([32_000, 0.1]);
  });

  it('is a bitrate of nothing, and not an unknown one, where nothing came meanwhile', () => {
    expect(rates({ atMs: 3_000 })[0]).toBe(0);
  });

  it.each([
    ['the first reading', { atMs: 3_000 }, undefined],
    ['no time that passed', { bytes: 2_000 }, first],
    ['time that went back', { atMs: 500, bytes: 2_000 }, first],
    ['bytes that went back', { atMs: 3_000, bytes: 999 }, first],
    ['packets that went back', { atMs: 3_000, bytes: 2_000, packets: 99 }, first],
  ] as const)('says nothing of %s', (_what, later, before) => {
    const { bitrate, lossFraction } = addRates({ ...first, ...later }, before);
    expect([bitrate, lossFraction]).toEqual([undefined, undefined]);
  });

  it('is nothing lost where the count falls, all where nothing came, and unknown where nobody counts', () => {
    const later = { atMs: 3_000, bytes: 2_000 };
    expect(rates({ ...later, packets: 200, packetsLost: 5 })[1]).toBe(0);
    expect(rates({ ...later, packets: 100, packetsLost: 20 })[1]).toBe(1);
    expect(
      rates(
        { ...later, packets: 110, packetsLost: 40, direction: 'send' },
        { ...first, direction: 'send' },
      )[1],
    ).toBe(1);
    expect(rates({ ...later, packets: 100, packetsLost: 10 })[1]).toBeUndefined();
    expect(rates({ ...later, packets: 200, packetsLost: undefined })[1]).toBeUndefined();
    expect(rates({ ...later, packets: 200 }, { ...first, packetsLost: undefined })[1]).toBeUndefined();
  });
});
