import { expect, test } from 'vitest';
import { isNearParticipantLimit, p2p, webSocketSignalling } from '../src/index.ts';
import { ParticipantLimit } from '../src/call/participant-limit.ts';

test('a growing call warns from one below the limit on, and not while it shrinks', () => {
  const warned: [string, number, number][] = [];
  const watch = new ParticipantLimit(6, (event) => {
    if (isNearParticipantLimit(event))
      warned.push([event.name, event.payload.participants, event.payload.limit]);
  });
  for (const people of [1, 2, 3, 4, 5, 5, 6, 5, 4, 5, 7, 2, 6]) watch.update(people);
  expect(warned.map(([, participants]) => participants)).toEqual([5, 6, 5, 7, 6]);
  expect(new Set(warned.map(([name, , limit]) => `${name} ${String(limit)}`))).toEqual(
    new Set(['near-participant-limit 6']),
  );
});

test('the warning is told from other events', () => {
  expect(isNearParticipantLimit({ name: 'stats-failed', payload: { participants: 5, limit: 6 } })).toBe(
    false,
  );
});

test('the limit that is warned of is published', () => {
  const { limits } = p2p({ signalling: webSocketSignalling({ url: 'wss://call.example/signalling' }) });
  expect(limits.participants).toBe(6);
});
