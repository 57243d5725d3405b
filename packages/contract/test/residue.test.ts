import { describe, expect, it } from 'vitest';
import { beyond, undeclared, type Residue } from '../src/browser/residue.ts';

const residue: readonly Residue[] = [{ kind: 'AudioContext', atMost: 2, reason: 'the SDK keeps its meters' }];

describe('what a vendor leaves open', () => {
  it.each([
    ['AudioContext', 0, 0],
    ['AudioContext', 2, 0],
    ['AudioContext', 3, 3],
    ['RTCPeerConnection', 1, 1],
  ] as const)('%s: %i open count as %i', (kind, open, counted) => {
    expect(beyond(residue, kind, open)).toBe(counted);
  });
});

describe('timers and listeners that a vendor keeps', () => {
  const kept: readonly Residue[] = [
    { kind: 'timer', which: 20_000, atMost: 1, reason: 'the SDK flushes its log' },
    { kind: 'listener', which: 'mediaDevices: devicechange', atMost: 1, reason: 'the SDK lists devices' },
  ];
  it.each([
    [[], []],
    [[20_000], []],
    [[20_000, 5_000], [5_000]],
    [
      [20_000, 20_000],
      [20_000, 20_000],
    ],
  ])('timers of %j ms: %j are told', (open, told) => {
    expect(undeclared(kept, 'timer', open)).toEqual(told);
  });

  it('tells listeners by their names, and takes no timer for one', () => {
    expect(undeclared(kept, 'listener', ['mediaDevices: devicechange', 'window: pagehide'])).toEqual([
      'window: pagehide',
    ]);
    expect(undeclared(kept, 'timer', [1])).toEqual([1]);
  });
});
