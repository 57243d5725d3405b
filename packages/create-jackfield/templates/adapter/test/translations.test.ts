import { expect, test } from 'vitest';
import { errors } from '../src/errors.ts';
import { mapClosed } from '../src/map-closed.ts';
import { mapMember } from '../src/map-member.ts';

test('somebody keeps their id, their name and what they publish', () => {
  const published = [{ source: 'camera', muted: true }] as const;
  expect(mapMember({ id: 'member-7', user: 'ann', name: 'Ann', published })).toEqual({
    remoteId: 'member-7',
    userId: 'ann',
    displayName: 'Ann',
    sources: published,
  });
});

test.each([
  [1, 'kicked'],
  [2, 'room-closed'],
  [3, 'replaced'],
  [9, 'connection-lost'],
] as const)('the end %d is %s', (number, reason) => {
  expect(mapClosed(number)).toBe(reason);
});

test.each([
  [{ number: 401 }, 'credential-invalid'],
  [{ number: 404 }, 'room-not-found'],
  [{ number: 12 }, 'signalling'],
  ['a text', 'signalling'],
  [undefined, 'signalling'],
])('the rejection %j is %s', (cause, code) => {
  expect(errors.from(cause, 'It failed.', 'signalling')).toMatchObject({ code });
});
