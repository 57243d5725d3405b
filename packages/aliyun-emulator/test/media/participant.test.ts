import { expect } from 'vitest';

import { mediaTest as test } from '../support/media-test.ts';

test('an engine sees and hears a scripted participant: colours, tone, mute, end', async ({
  emulate,
  engine,
}) => {
  const emulator = await emulate();
  const carol = emulator.addParticipant({ room: 'room1', userId: 'carol', displayName: 'Carol' });
  carol.publish({ microphone: { toneHz: 700 }, camera: { colour: 'green' }, screen: { colour: 'magenta' } });
  const alice = await engine('alice');
  await alice.join(emulator, 'room1');
  await alice.watch('carol', { screen: true });
  await alice.waitForView('carol', { hue: 120, screenHue: 300, toneHz: 700 });

  carol.setMuted({ microphone: true });
  await alice.waitForView('carol', { silent: true });
  await alice.waitForEvent('onNotify');
  carol.setMuted({ microphone: false });
  await alice.waitForView('carol', { toneHz: 700 });

  carol.unpublish();
  await alice.waitForEvent('onUnPublisher', { userId: 'carol' });
  carol.leave();
  await alice.waitForEvent('onLeave', { userId: 'carol' });
  expect(carol.events.map(({ event }) => event)).toContain('join');
});

test('the same id: whoever comes later puts the earlier one out', async ({ emulate, engine }) => {
  const emulator = await emulate();
  const alice = await engine('alice');
  await alice.join(emulator, 'room1');
  const twin = emulator.addParticipant({ room: 'room1', userId: 'alice' });
  const { payload } = await alice.waitForEvent('onBye');
  expect(payload).toMatchObject({ code: 3 });
  await alice.must('leaveChannel');
  await alice.join(emulator, 'room1');
  expect(twin).toMatchObject({ state: 'put-out', byeCode: 3 });
});
