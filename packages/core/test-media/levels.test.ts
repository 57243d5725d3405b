import { describe, expect, it, onTestFinished } from 'vitest';
import { browserEnvironment } from '../src/environment/browser-environment.ts';
import { watchLevels, type Levels } from '../src/levels.ts';
import { createSession } from '../src/session/create-session.ts';
import { createStubVendor } from '../test/session/stub-vendor.ts';
import { connect, toneTrack } from './rendering/peers.ts';
import { watchUntil } from './rendering/look.ts';

describe('levels of real sound', { timeout: 30_000 }, () => {
  it('shows a tone that comes over the network and speaks, 0 when it stops, and no sound of a muted microphone', async () => {
    const vendor = createStubVendor();
    const session = createSession(vendor.adapter, { environment: browserEnvironment });
    onTestFinished(() => session.dispose());
    await session.microphone.enable();
    await session.join({ room: 'studio', userId: 'me' });
    const tone = toneTrack(440);
    const { tracks } = await connect([tone]);
    vendor.sink().participantJoined({
      ...{ remoteId: 'ann', userId: 'ann', sources: [{ source: 'microphone', muted: false }] },
    });
    const [track] = tracks;
    if (!track) throw new Error('No track arrived.');
    vendor.sink().remoteTrack({ remoteId: 'ann', source: 'microphone', track });
    const [id = ''] = session.participants.keys();
    let last: Levels | undefined;
    let loudestOwn = 0;
    onTestFinished(
      watchLevels(session, (levels) => {
        last = levels;
        loudestOwn = Math.max(loudestOwn, levels.own.level);
      }),
    );
    const remote = (): string => String(last?.participants.get(id)?.level ?? -1);
    // A full tone has an energy of 1/√2; what the network makes of it is near.
    await watchUntil(remote, (level) => Number(level) > 0.5);
    await watchUntil(
      () => String(last?.activeSpeakerId),
      (active) => active === id,
    );
    // The fake microphone beeps once a second.
    await watchUntil(
      () => String(loudestOwn),
      (level) => Number(level) > 0.01,
    );
    await session.microphone.mute();
    loudestOwn = 0;
    tone.enabled = false;
    await watchUntil(remote, (level) => Number(level) >= 0 && Number(level) < 0.001);
    // The device goes on beeping: nobody hears it, and the meter says so.
    await watchUntil(
      () => String(last?.own.speakingWhileMuted),
      (speaks) => speaks === 'true',
    );
    expect(loudestOwn).toBe(0);
  });
});
