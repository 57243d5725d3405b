import { describe, expect, test } from 'vitest';
import { createGate } from '../../src/capture/gate.ts';
import { createTrackRegistry } from '../../src/testing/track-registry.ts';
import { FakeMediaStreamTrack } from '../../src/testing/fake-track.ts';

function setUp() {
  const tracks = createTrackRegistry();
  const raw = tracks.create({ kind: 'audio' });
  const contained: string[] = [];
  const gate = createGate({ contained: () => contained.push('write') });
  return { tracks, raw, contained, gate };
}

const emits = (track: MediaStreamTrack): boolean => track instanceof FakeMediaStreamTrack && track.emits;

describe('gate', () => {
  test('never hands out the raw track', () => {
    const { gate, raw } = setUp();
    expect(gate.hand(raw).track).not.toBe(raw);
  });

  test('a closed gate holds whatever the vendor writes, and counts the writes', () => {
    const { gate, raw, contained } = setUp();
    const { track } = gate.hand(raw);
    track.enabled = true;
    expect(emits(track)).toBe(false);
    expect(track.enabled).toBe(false);
    expect(contained).toHaveLength(1);
  });

  test('closing silences every clone and clone of a clone in the same instant', () => {
    const { gate, raw } = setUp();
    gate.set(true);
    const { track } = gate.hand(raw);
    const child = track.clone();
    const grandchild = child.clone();
    expect([track, child, grandchild].map(emits)).toEqual([true, true, true]);
    expect([track, child, grandchild].map(({ enabled }) => enabled)).toEqual([true, true, true]);
    gate.set(false);
    expect([track, child, grandchild].map(emits)).toEqual([false, false, false]);
  });

  test('a clone made while the gate is closed opens with it', () => {
    const { gate, raw, contained } = setUp();
    const { track } = gate.hand(raw);
    const child = track.clone();
    child.enabled = true;
    expect(emits(child)).toBe(false);
    gate.set(true);
    expect(emits(child)).toBe(true);
    expect(contained).toHaveLength(1);
  });

  test('what the vendor disabled stays disabled when the gate opens', () => {
    const { gate, raw } = setUp();
    gate.set(true);
    const { track } = gate.hand(raw);
    track.enabled = false;
    gate.set(false);
    gate.set(true);
    expect(emits(track)).toBe(false);
    expect(emits(track.clone())).toBe(false);
    track.enabled = true;
    expect(emits(track)).toBe(true);
  });

  test('writes are in order while an unmute is under way', () => {
    const { gate, raw, contained } = setUp();
    const { track } = gate.hand(raw);
    gate.expectWrites();
    track.enabled = true;
    expect(contained).toHaveLength(0);
    expect(emits(track)).toBe(false);
    gate.set(true);
    gate.set(false);
    track.enabled = true;
    expect(contained).toHaveLength(1);
  });

  test('a vendor that stops its track ends nothing else; ending the family ends all of it', () => {
    const { gate, raw, tracks } = setUp();
    const family = gate.hand(raw);
    const child = family.track.clone();
    family.track.stop();
    expect([family.track, child, raw].map((track) => track.readyState)).toEqual(['ended', 'live', 'live']);
    family.stop();
    expect(tracks.live).toEqual([raw]);
  });

  test('refuses a track that it could not hold', () => {
    const { gate, raw } = setUp();
    Object.defineProperty(raw, 'clone', { value: () => ({ enabled: true }) });
    expect(() => gate.hand(raw)).toThrow(TypeError);
  });
});
