import { describe, expect, it } from 'vitest';
import { floatingPerson } from '../src/call/floating/floating-person.ts';
import { verdictOf } from '../src/call/panels/verdict-of.ts';
import { ownQuality } from '../src/lib/own-quality.ts';

describe('the own connection', () => {
  it.each([
    [undefined, 'unknown'],
    [{ uplink: 'good', downlink: 'unknown' }, 'good'],
    [{ uplink: 'excellent', downlink: 'poor' }, 'poor'],
    [{ uplink: 'lost', downlink: 'bad' }, 'lost'],
  ] as const)('%j is %s', (known, quality) => {
    expect(ownQuality(known)).toBe(quality);
  });
});

describe('the numbers of a person in a word', () => {
  const nothing = {
    participantId: 'a',
    bitrate: undefined,
    roundTripMs: undefined,
    lossFraction: undefined,
    framesPerSecond: undefined,
    codecs: [],
  };
  it.each([
    [{}, 'waiting'],
    [{ bitrate: 40_000 }, 'good'],
    [{ bitrate: 40_000, lossFraction: 0.05, roundTripMs: 900 }, 'lossy'],
    [{ bitrate: 40_000, lossFraction: 0.04, roundTripMs: 400 }, 'late'],
    [{ bitrate: 40_000, framesPerSecond: 5 }, 'jerky'],
    [{ bitrate: 40_000, framesPerSecond: 20, lossFraction: 0, roundTripMs: 20 }, 'good'],
  ] as const)('%j is %s', (numbers, verdict) => {
    expect(verdictOf({ ...nothing, ...numbers })).toBe(verdict);
  });
});

describe('whom a small window shows', () => {
  const people = ['a', 'b', 'c'].map((id) => ({ id, screen: { published: id === 'b' } }));
  it.each([
    [people, { pinnedId: 'c', speakerId: 'a' }, 'c'],
    [people, { pinnedId: 'gone', speakerId: 'a' }, 'b'],
    [people.filter(({ id }) => id !== 'b'), { pinnedId: undefined, speakerId: 'c' }, 'c'],
    [people.slice(0, 1), { pinnedId: undefined, speakerId: undefined }, 'a'],
    [[], { pinnedId: 'a', speakerId: 'a' }, undefined],
  ] as const)('%#: who is pinned, shares, spoke last, or came first', (those, wish, id) => {
    expect(floatingPerson(those, wish)?.id).toBe(id);
  });
});
