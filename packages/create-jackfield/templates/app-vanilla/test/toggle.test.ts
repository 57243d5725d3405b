import { expect, test } from 'vitest';
import { toggle } from '../src/toggle.ts';
import { roomWithZoe } from './room-with-zoe.ts';

test('a button turns a device on, mutes it and brings it back, and begins and ends a share', async () => {
  const { session, settled } = roomWithZoe();
  const states: (readonly [boolean, boolean])[] = [];
  for (const name of ['microphone', 'microphone', 'microphone', 'screen', 'screen'] as const) {
    await settled(toggle(session, name));
    const { enabled, muted } = session[name].state;
    states.push([enabled, muted]);
  }
  expect(states).toEqual([
    [true, false],
    [true, true],
    [true, false],
    [true, false],
    [false, false],
  ]);
  await settled(session.dispose());
});
