import { describe, expect, it } from 'vitest';
import { beyond, type Residue } from '../src/browser/residue.ts';

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
