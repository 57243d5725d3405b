import { expect } from 'vitest';

import { mediaTest as test } from '../support/media-test.ts';

test.for(['H264', 'VP8'] as const)(
  'two instances see and hear each other with %s, and nothing leaves the machine',
  async (codec, { emulate, user, rig }) => {
    const emulator = await emulate({ videoCodecs: [codec] });
    const [ann, bob] = [await user('ann'), await user('bob')];
    await Promise.all([ann.join(emulator), bob.join(emulator)]);
    await ann.publish({ hue: 120, toneHz: 500 });
    await bob.publish({ hue: 240, toneHz: 900 });
    for (const [one, other] of [
      [ann, 'bob'],
      [bob, 'ann'],
    ] as const) {
      await one.event('remote-user-enter', { userId: other });
      await one.watch(other);
      await one.hear(other);
    }
    await ann.view('bob', { hue: 240, toneHz: 900 });
    await bob.view('ann', { hue: 120, toneHz: 500 });
    expect(emulator.sessions()).toMatchObject([
      { role: 'anchor', connected: true, mediaConnected: true },
      { role: 'anchor', connected: true, mediaConnected: true },
    ]);
    await bob.must('exitRoom');
    await ann.event('remote-user-exit', { userId: 'bob', reason: 0 });
    await ann.must('exitRoom');
    await expect
      .poll(() => emulator.usage())
      .toMatchObject({ sessions: 0, rooms: 0, mediaPaths: 0, sockets: 0 });
    expect(rig.outside).toEqual([]);
  },
);

test('somebody who is played is seen and heard, muted and unmuted, and gone', async ({ emulate, user }) => {
  const emulator = await emulate();
  const ann = await user('ann');
  await ann.join(emulator);
  const carol = emulator.addParticipant({ room: 'room-1', userId: 'carol' });
  carol.publish({ microphone: { toneHz: 700 }, camera: { colour: 'green' }, screen: { colour: 'blue' } });
  await ann.watch('carol');
  await ann.watch('carol', { screen: true });
  await ann.hear('carol');
  await ann.view('carol', { hue: 120, screenHue: 240, toneHz: 700 });
  carol.setMuted({ microphone: true });
  await ann.event('remote-audio-unavailable', { userId: 'carol' });
  const mark = await ann.mark();
  carol.setMuted({ microphone: false });
  await ann.event('remote-audio-available', { userId: 'carol' }, { after: mark });
  carol.leave();
  await ann.event('remote-user-exit', { userId: 'carol', reason: 0 });
});
