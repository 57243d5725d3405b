import { describe, expect, it, onTestFinished } from 'vitest';
import { browserEnvironment } from '../src/environment/browser-environment.ts';
import { watchLevels, type Levels } from '../src/levels.ts';
import { createSession } from '../src/session/create-session.ts';
import { createStubVendor } from '../test/session/stub-vendor.ts';
import { receive, toneTrack } from './rendering/peers.ts';
import { watchUntil } from './rendering/look.ts';

describe('levels of real sound', { timeout: 30_000 }, () => {
  it('shows a tone that comes over the network and speaks, 0 when it stops, and no sound of a muted microphone', async () => {
    const vendor = createStubVendor();
    const { mediaDevices } = browserEnvironment;
    if (!mediaDevices) throw new Error('This browser has no devices.');
    // The browser's fake microphone beeps too shortly to be speech: this one hums.
    const getUserMedia = (): Promise<MediaStream> => Promise.resolve(new MediaStream([toneTrack(300)]));
    const session = createSession(vendor.adapter, {
      environment: { ...browserEnvironment, mediaDevices: { ...mediaDevices, getUserMedia } },
    });
    onTestFinished(() => session.dispose());
    // First of all: before the page captures, no tone may sound, the own one included.
    let tone: MediaStreamTrack | undefined;
    const { tracks } = await receive(() => [(tone = toneTrack(440))]);
    await session.microphone.enable();
    await session.join({ room: 'studio', userId: 'me' });
    vendor.sink().participantJoined({
      ...{ remoteId: 'ann', userId: 'ann', sources: [{ source: 'microphone', muted: false }] },
    });
    const [track] = tracks;
    if (!track || !tone) throw new Error('No track arrived.');
    const [id = ''] = session.participants.keys();
    // A track that nobody has asked for yet would be dropped.
    await watchUntil(
      () => String(session.participants.get(id)?.sources.microphone?.subscription.status),
      (status) => status === 'subscribing',
    );
    vendor.sink().remoteTrack({ remoteId: 'ann', source: 'microphone', track });
    let last: Levels | undefined;
    onTestFinished(
      watchLevels(session, (levels) => {
        last = levels;
      }),
    );
    const remote = (): string => String(last?.participants.get(id)?.level ?? -1);
    // A full tone has an energy of 1/√2; what the network makes of it is near.
    await watchUntil(remote, (level) => Number(level) > 0.5);
    await watchUntil(
      () => String(last?.activeSpeakerId),
      (active) => active === id,
    );
    const own = (): string => String(last?.own.level ?? -1);
    await watchUntil(own, (level) => Number(level) > 0.5);
    expect(last?.own.speakingWhileMuted).toBe(false);
    await session.microphone.mute();
    tone.enabled = false;
    await watchUntil(remote, (level) => Number(level) >= 0 && Number(level) < 0.001);
    await watchUntil(own, (level) => level === '0');
    // Nobody hears the hum any more, and the meter says that there is one.
    await watchUntil(
      () => String(last?.own.speakingWhileMuted),
      (speaks) => speaks === 'true',
    );
    expect(last?.own).toEqual({ level: 0, speaking: false, speakingWhileMuted: true });
  });
});
