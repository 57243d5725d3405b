import { expect } from 'vitest';

import { mediaTest as test } from '../support/media-test.ts';
import { SdkUser } from '../support/sdk-user.ts';

test.for(['H264', 'VP8'] as const)(
  'two engines see and hear each other with %s',
  async (codec, { emulate, rig }) => {
    const emulator = await emulate({ videoCodecs: [codec] });
    const context = await rig.context();
    const alice = await SdkUser.create(await rig.page(context), 'alice');
    const bob = await SdkUser.create(await rig.page(context), 'bob');
    await alice.join(emulator, 'room1');
    await bob.join(emulator, 'room1');
    await alice.publish({ hue: 0, toneHz: 440, screenHue: 60 });
    await bob.publish({ hue: 240, toneHz: 880 });
    await Promise.all([alice.watch('bob'), bob.watch('alice', { screen: true })]);
    const [, ofAlice] = await Promise.all([
      alice.waitForView('bob', { hue: 240, toneHz: 880 }),
      bob.waitForView('alice', { hue: 0, screenHue: 60, toneHz: 440 }),
    ]);
    expect(ofAlice.trackIds).toContain('sophon_video_screen_share');
    await alice.must('leaveChannel');
    await bob.waitForEvent('onLeave', { userId: 'alice' });
    await bob.must('leaveChannel');
    expect(emulator.usage()).toMatchObject({
      sessions: 0,
      rooms: 0,
      publications: 0,
      subscriptions: 0,
      allocations: 0,
      mediaPorts: 0,
    });
    await context.close();
  },
);
