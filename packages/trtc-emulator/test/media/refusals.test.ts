import { expect } from 'vitest';

import { mediaTest as test } from '../support/media-test.ts';

test(
  'refused, unanswered, muted by the server: what the SDK makes of it',
  { tags: ['long'] },
  async ({ emulate, user }) => {
    const emulator = await emulate();
    const ann = await user('ann');
    const expired = {
      ...ann.entry(emulator),
      ...emulator.credential({ room: 'room-1', userId: 'ann', lifetimeSeconds: -1 }),
    };
    const refused = await ann.call('enterRoom', [expired]);
    expect(refused).toMatchObject({ settled: 'rejected', code: 5500, extraCode: undefined });
    expect(refused.settled === 'rejected' ? refused.message : '').toContain('70001');
    // The SDK may ask once more by itself, so this holds until it is taken away.
    const poor = emulator.fault({ kind: 'refuse', request: 'join/v2', code: -100_013 });
    const cid = await user('cid');
    expect(await cid.call('enterRoom', [cid.entry(emulator)], 15_000)).toMatchObject({
      settled: 'rejected',
      code: 5400,
      extraCode: -100_013,
    });
    poor.remove();
    const never = emulator.fault({ kind: 'never', request: 'join/v2' });
    const dan = await user('dan');
    expect(await dan.call('enterRoom', [dan.entry(emulator)], 15_000)).toMatchObject({
      settled: 'rejected',
      code: 5400,
    });
    never.remove();
    const [eve, bob] = [await user('eve'), await user('bob')];
    await eve.join(emulator);
    await bob.join(emulator);
    await eve.publish({ toneHz: 600 });
    await bob.hear('eve');
    await bob.view('eve', { toneHz: 600 });
    emulator.muteByServer({ room: 'room-1', userId: 'eve' }, { audio: true });
    await bob.event('remote-audio-unavailable', { userId: 'eve' });
    await bob.view('eve', { silent: true });
  },
);
