import { describe, expect, it } from 'vitest';
import { RtcError } from '../../src/errors/rtc-error.ts';
import { createSessionRig, type SessionRig } from './rig.ts';

const error = new RtcError({ code: 'network', message: 'The service is away.' });
const bob = {
  remoteId: 'bob',
  userId: 'bob',
  sources: [{ source: 'microphone', muted: false }],
} as const;

/** A call in which the subscription to somebody has failed. */
async function failed(): Promise<SessionRig & { status(): string | undefined }> {
  const rig = createSessionRig({ reconnect: 'restarts' });
  await rig.join();
  const { id } = await rig.comes('bob');
  rig.sink().remoteTrackLost({ remoteId: 'bob', source: 'microphone', repair: 'core' });
  rig.sink().subscriptionFailed({ remoteId: 'bob', source: 'microphone', error });
  await rig.clock.advance(1);
  const status = (): string | undefined =>
    rig.session.participants.get(id)?.sources.microphone?.subscription.status;
  expect(status()).toBe('failed');
  return { ...rig, status };
}

describe('a subscription that failed', () => {
  it('is asked for again after a restart', async () => {
    const { sink, status, clock, tracks } = await failed();
    sink().connectionInterrupted({ error });
    sink().connectionRestored({ mode: 'restarted', roster: [{ ...bob, remoteId: 'bob-2' }] });
    await clock.advance(1);
    expect(status()).toBe('subscribing');
    const track = tracks.create({ kind: 'audio', origin: 'remote', label: 'bob' });
    sink().remoteTrack({ remoteId: 'bob-2', source: 'microphone', track });
    await clock.advance(1);
    expect(status()).toBe('subscribed');
  });

  it('is asked for again where the driver asks for another repair', async () => {
    const { sink, session, status, clock } = await failed();
    const events: string[] = [];
    session.on('source-unsubscribed', () => events.push('unsubscribed'));
    sink().remoteTrackLost({ remoteId: 'bob', source: 'microphone' });
    await clock.advance(1);
    expect(status()).toBe('failed');
    sink().remoteTrackLost({ remoteId: 'bob', source: 'microphone', repair: 'core' });
    await clock.advance(1);
    expect(status()).toBe('subscribing');
    expect(events).toEqual([]);
  });
});
