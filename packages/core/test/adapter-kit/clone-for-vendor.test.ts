import { cloneForVendor } from '@jackfield/core/adapter-kit';
import { createFakeEnvironment, FakeMediaStreamTrack } from '@jackfield/core/testing';
import { expect, it } from 'vitest';
import { createGate } from '../../src/capture/gate.ts';

const emits = (track: MediaStreamTrack): boolean => track instanceof FakeMediaStreamTrack && track.emits;

function setUp() {
  const { tracks } = createFakeEnvironment();
  const counted: string[] = [];
  const gate = createGate({ contained: () => counted.push('write') });
  const { track } = gate.hand(tracks.create({ kind: 'audio' }));
  return { counted, gate, track, clone: cloneForVendor(track) };
}

it('keeps what is muted silent and uncounted, however often the vendor switches it or its clones on', () => {
  const { counted, clone } = setUp();
  for (const one of [clone, clone.clone(), clone.clone().clone()]) {
    one.enabled = true;
    expect([one.enabled, emits(one)]).toEqual([true, false]);
  }
  expect(counted).toEqual([]);
});

it('opens and shuts with the gate, clones too', () => {
  const { gate, clone } = setUp();
  const second = clone.clone();
  gate.set(true);
  expect([emits(clone), emits(second)]).toEqual([true, true]);
  gate.set(false);
  expect([emits(clone), emits(second)]).toEqual([false, false]);
});

it('lets the vendor switch off, and on again', () => {
  const { gate, clone } = setUp();
  gate.set(true);
  clone.enabled = false;
  expect([clone.enabled, emits(clone)]).toEqual([false, false]);
  clone.enabled = true;
  expect(emits(clone)).toBe(true);
});

it('leaves the track alone when the vendor stops the clone', () => {
  const { track, clone } = setUp();
  clone.stop();
  expect([clone.readyState, track.readyState]).toEqual(['ended', 'live']);
});

it('switches a track that nothing of core has in hand as the platform does', () => {
  const clone = cloneForVendor(createFakeEnvironment().tracks.create({ kind: 'audio' }));
  clone.enabled = false;
  expect(emits(clone)).toBe(false);
  clone.enabled = true;
  expect(emits(clone)).toBe(true);
});
