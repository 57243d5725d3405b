import { expect, it } from 'vitest';
import { isUrgent, type Effect } from '../../src/state/effect.ts';

it('is urgent where something must be silent, and nowhere else', () => {
  const effects: readonly Effect[] = [
    { type: 'mute-local', leg: 1, source: 'microphone' },
    { type: 'disable-local', leg: 1, source: 'camera' },
    { type: 'show', participantId: 'p1', source: 'camera' },
    { type: 'restore', leg: 1, mode: 'resumed' },
    { type: 'end-leg', leg: 1, reason: 'kicked', error: undefined },
  ];
  expect(effects.filter(isUrgent).map(({ type }) => type)).toEqual(['mute-local', 'disable-local']);
});
