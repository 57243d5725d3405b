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

describe('a subscription that nobody but core asked for', () => {
  it('is asked for again, less and less often, until its track comes', async () => {
    const { sink, status, clock, asked, tracks } = await failed();
    for (const waitMs of [2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      asked.length = 0;
      await clock.advance(waitMs - 2);
      expect([status(), asked]).toEqual(['failed', []]);
      await clock.advance(2);
      expect([status(), asked]).toEqual(['subscribing', ['bob']]);
      sink().subscriptionFailed({ remoteId: 'bob', source: 'microphone', error });
      await clock.advance(1);
    }
    await clock.advance(30_000);
    const track = tracks.create({ kind: 'audio', origin: 'remote', label: 'bob' });
    sink().remoteTrack({ remoteId: 'bob', source: 'microphone', track });
    await clock.advance(60_000);
    expect(status()).toBe('subscribed');
    // The next failure is the first again.
    sink().subscriptionFailed({ remoteId: 'bob', source: 'microphone', error });
    await clock.advance(2_000);
    expect(status()).toBe('subscribing');
  });

  it.each(['answers', 'never answers'])(
    'is asked for again where nothing came in time of a vendor that %s',
    async (how) => {
      const rig = createSessionRig();
      const { clock, asked, session } = rig;
      if (how === 'never answers') {
        rig.receiving.run = (signal) =>
          new Promise((_, reject) => {
            signal.addEventListener('abort', () => {
              reject(error);
            });
          });
      }
      await rig.join();
      rig.sink().participantJoined(bob);
      await clock.advance(1);
      const status = (): string | undefined =>
        [...session.participants.values()][0]?.sources.microphone?.subscription.status;
      await clock.advance(10_000);
      expect([status(), asked]).toEqual(['failed', ['bob']]);
      await clock.advance(2_000);
      expect([status(), asked]).toEqual(['subscribing', ['bob', 'bob']]);
      await clock.advance(10_000);
      expect(status()).toBe('failed');
    },
  );

  it('is asked for once with what else of somebody has failed', async () => {
    const { sink, clock, asked, session, status } = await failed();
    sink().sourcePublished({ remoteId: 'bob', source: 'screen-audio', muted: false });
    await clock.advance(1_000);
    sink().subscriptionFailed({ remoteId: 'bob', source: 'screen-audio', error });
    asked.length = 0;
    await clock.advance(1_000);
    const [person] = session.participants.values();
    expect([status(), person?.sources['screen-audio']?.subscription.status]).toEqual([
      'subscribing',
      'subscribing',
    ]);
    expect(asked).toEqual(['bob']);
  });

  it('is asked for anew where its track comes late, as the vendor was told to end it', async () => {
    const { sink, status, clock, asked, tracks } = await failed();
    asked.length = 0;
    const arrive = (): void => {
      const track = tracks.create({ kind: 'audio', origin: 'remote', label: 'bob' });
      sink().remoteTrack({ remoteId: 'bob', source: 'microphone', track });
    };
    arrive();
    await clock.advance(1);
    expect([status(), asked]).toEqual(['subscribed', ['bob']]);
    arrive();
    await clock.advance(60_000);
    expect([status(), asked]).toEqual(['subscribed', ['bob']]);
  });

  it('is not asked for again where that cannot help, or where they or the call have gone', async () => {
    for (const end of ['forbidden', 'left', 'withdrawn', 'over'] as const) {
      const { sink, session, clock, asked } = await failed();
      if (end === 'forbidden') {
        const forbidden = new RtcError({ code: 'forbidden', message: 'Not for you.' });
        sink().subscriptionFailed({ remoteId: 'bob', source: 'microphone', error: forbidden });
      } else if (end === 'left') sink().participantLeft({ remoteId: 'bob' });
      else if (end === 'withdrawn') sink().sourceUnpublished({ remoteId: 'bob', source: 'microphone' });
      else await session.leave();
      await clock.advance(1);
      asked.length = 0;
      await clock.advance(60_000);
      expect(asked).toEqual([]);
    }
  });
});

describe('a subscription that the app asked for', () => {
  it('rejects and is left at that; once it has been received core sees to it', async () => {
    const rig = createSessionRig({}, { subscriptions: 'manual' });
    const { clock, asked, sink, session } = rig;
    await rig.join();
    sink().participantJoined(bob);
    await clock.advance(1);
    const [person] = session.participants.values();
    const handle = session.participant(person?.id ?? '');
    const status = (): string | undefined =>
      session.participants.get(person?.id ?? '')?.sources.microphone?.subscription.status;
    const refused = expect(handle?.microphone.subscribe()).rejects.toMatchObject({ code: 'timeout' });
    await clock.advance(10_000);
    await refused;
    await clock.advance(60_000);
    expect([status(), asked]).toEqual(['failed', ['bob']]);
    const received = handle?.microphone.subscribe();
    await clock.advance(1);
    const track = rig.tracks.create({ kind: 'audio', origin: 'remote', label: 'bob' });
    sink().remoteTrack({ remoteId: 'bob', source: 'microphone', track });
    await received;
    asked.length = 0;
    sink().remoteTrackLost({ remoteId: 'bob', source: 'microphone', repair: 'core' });
    sink().subscriptionFailed({ remoteId: 'bob', source: 'microphone', error });
    await clock.advance(2_000);
    expect(status()).toBe('subscribing');
    expect(asked).toContain('bob');
  });
});

describe('a subscription that the app waits for', () => {
  async function waiting(able: Parameters<typeof createSessionRig>[0] = {}) {
    const rig = createSessionRig(able, { subscriptions: 'manual' });
    await rig.join();
    rig.sink().participantJoined(bob);
    await rig.clock.advance(1);
    const [person] = rig.session.participants.values();
    const microphone = rig.session.participant(person?.id ?? '')?.microphone;
    if (!microphone) throw new Error('bob did not come.');
    return { ...rig, microphone };
  }

  it('is aborted where it is taken back before a track came', async () => {
    const { microphone, clock } = await waiting();
    const given = expect(microphone.subscribe()).rejects.toMatchObject({ code: 'aborted' });
    await clock.advance(1);
    microphone.unsubscribe();
    await clock.advance(1);
    await given;
    expect(clock.pending).toBe(0);
  });

  it('times out where nothing can be asked of the vendor', async () => {
    const { microphone, clock, sink } = await waiting();
    sink().connectionInterrupted({ error });
    await clock.advance(1);
    const late = expect(microphone.subscribe()).rejects.toMatchObject({ code: 'timeout' });
    await clock.advance(20_000);
    await late;
  });
});
