import { describe, expect, it } from 'vitest';
import type { LocalPublication, RtcDriver, SyncLocalResult } from '../../src/adapter/rtc-driver.ts';
import { createGate } from '../../src/capture/gate.ts';
import type { Offer, Offers, OfferedMedia } from '../../src/capture/offer.ts';
import { RtcError } from '../../src/errors/rtc-error.ts';
import { createPublishers } from '../../src/leg/publishers.ts';
import type { QualityWishes } from '../../src/model/quality.ts';
import type { RtcCapabilities } from '../../src/model/capabilities.ts';
import { sourceKinds, type SourceKind } from '../../src/model/source-kind.ts';
import { createStubVendor } from '../session/stub-vendor.ts';
import { createLegRig } from './leg-rig.ts';

/** The publisher of a leg, fed by offers that a test makes, over a vendor that answers as a test says. */
function createRig(able: Partial<RtcCapabilities> = {}) {
  const log: string[] = [];
  const answers: (() => Promise<void>)[] = [];
  const results: SyncLocalResult[] = [];
  const answer = async (entry: string): Promise<void> => {
    log.push(entry);
    await answers.shift()?.();
  };
  const named = (publications: readonly LocalPublication[]): string =>
    publications.map(({ source, muted }) => `${source}${muted ? ' muted' : ''}`).join(', ');
  const methods: Partial<RtcDriver> = {
    async doSyncLocal(wanted) {
      await answer(`set ${named(wanted)}`);
      return results.shift() ?? { failed: [] };
    },
    doReplaceTrack: (source, track) => answer(`track ${source} ${track ? 'there' : 'gone'}`),
    doSetMuted: (source, muted) => answer(`mute ${source} ${String(muted)}`),
    doSetQuality: (source, wished) => answer(`quality ${source} ${JSON.stringify(wished)}`),
  };
  const rig = createLegRig(methods);
  const { environment, store, leg, tracks, clock } = rig;
  const offered = new Map<SourceKind, Offer>();
  const gates = sourceKinds.map((source) => [
    source,
    { offer: () => offered.get(source), gate: createGate({}) },
  ]);
  const offers = Object.fromEntries(gates) as Offers;
  const quality: QualityWishes = { of: {} };
  const publishers = createPublishers({ environment, store, offers, quality, ms: 10_000 });
  const publisher = publishers.open(leg, createStubVendor(able).adapter);
  const device = (): OfferedMedia => {
    const track = tracks.create({ kind: 'audio' });
    return { track, hand: () => createGate({}).hand(track) };
  };
  const offer = (source: SourceKind, { media, muted = false }: { media?: OfferedMedia; muted?: boolean }) =>
    offered.set(source, { media, muted, contentHint: '' });
  const statusOf = (source: SourceKind) => store.state.local[source].publication;
  const statuses: string[] = [];
  store.on('local-source-changed', ({ state }) =>
    statuses.push(`${state.source} ${state.publication.status}`),
  );
  return {
    ...rig,
    quality,
    log,
    answers,
    results,
    statuses,
    publishers,
    publisher,
    offer,
    offered,
    device,
    statusOf,
    clock,
  };
}

describe('the publisher of a leg', () => {
  it('publishes, mutes and unpublishes, and asks for nothing that is so already', async () => {
    const { publisher, offer, offered, device, log, statusOf } = createRig();
    const media = device();
    offer('microphone', { media });
    await publisher.settle('microphone');
    await publisher.settle('microphone');
    expect(statusOf('microphone')).toEqual({ status: 'published' });
    offer('microphone', { media, muted: true });
    await publisher.settle('microphone');
    offered.clear();
    await publisher.settle('microphone');
    expect(log).toEqual(['set microphone', 'mute microphone true', 'set ']);
    expect(statusOf('microphone')).toEqual({ status: 'unpublished' });
  });

  it('rejects with what was refused, keeps that in the state, and leaves asking anew to who asked', async () => {
    const { publisher, offer, device, answers, log, statusOf, clock } = createRig();
    const refused = new RtcError({ code: 'forbidden', message: 'Not here.' });
    answers.push(() => Promise.reject(refused));
    offer('camera', { media: device() });
    await expect(publisher.settle('camera')).rejects.toBe(refused);
    expect(statusOf('camera')).toEqual({ status: 'failed', error: refused });
    await clock.advance(60_000);
    expect(log).toHaveLength(1);
    await publisher.settle('camera', { anew: true });
    expect(statusOf('camera')).toEqual({ status: 'published' });
  });

  it('leaves alone what is published where another source is refused', async () => {
    const { publisher, offer, device, answers, statusOf, log, clock } = createRig();
    offer('microphone', { media: device() });
    await publisher.settle('microphone');
    const refused = new RtcError({ code: 'forbidden', message: 'Not here.' });
    answers.push(() => Promise.reject(refused));
    offer('camera', { media: device() });
    await expect(publisher.settle('camera')).rejects.toBe(refused);
    await clock.advance(60_000);
    expect([statusOf('microphone').status, statusOf('camera').status, log.length]).toEqual([
      'published',
      'failed',
      2,
    ]);
  });

  it('tries again to end what was to end, whatever the vendor says', async () => {
    const { publisher, offer, offered, device, answers, statusOf, log, clock } = createRig();
    offer('microphone', { media: device() });
    await publisher.settle('microphone');
    answers.push(() => Promise.reject(new RtcError({ code: 'forbidden', message: 'Stay.' })));
    offered.clear();
    await expect(publisher.settle('microphone')).rejects.toMatchObject({ code: 'forbidden' });
    await clock.advance(250);
    expect([log, statusOf('microphone').status]).toEqual([['set microphone', 'set ', 'set '], 'unpublished']);
  });

  it('tries again to give another device to a vendor that takes one only with a set', async () => {
    const { publisher, offer, device, answers, statusOf, log, clock } = createRig({ replaceTrack: 'none' });
    offer('microphone', { media: device() });
    await publisher.settle('microphone');
    answers.push(() => Promise.reject(new RtcError({ code: 'forbidden', message: 'Not this one.' })));
    offer('microphone', { media: device() });
    await expect(publisher.settle('microphone')).rejects.toMatchObject({ code: 'forbidden' });
    await clock.advance(250);
    expect([log.length, statusOf('microphone')]).toEqual([3, { status: 'published' }]);
  });

  it('ends what is on its way to the vendor and not wanted any more, once it is there', async () => {
    const { publisher, offer, offered, device, answers, statusOf, log, clock } = createRig();
    let take: () => void = () => undefined;
    answers.push(() => new Promise((resolve) => (take = resolve)));
    offer('microphone', { media: device() });
    const publishing = publisher.publish();
    await clock.settle();
    offered.clear();
    const settled = publisher.settle('microphone');
    const other = publisher.settle('camera');
    await other;
    take();
    await Promise.all([publishing, settled]);
    expect([log, statusOf('microphone').status]).toEqual([['set microphone', 'set '], 'unpublished']);
  });

  it('tells the vendor of another quality', async () => {
    const { publisher, offer, device, quality, log } = createRig({
      quality: { sources: { camera: ['maxBitrate'] }, codecs: false, receivedSize: 'none' },
    });
    offer('camera', { media: device() });
    await publisher.settle('camera');
    quality.of.camera = { maxBitrate: 50_000 };
    await publisher.settle('camera');
    quality.of.camera = {};
    await publisher.settle('camera');
    expect(log.slice(1)).toEqual(['quality camera {"maxBitrate":50000}', 'quality camera {}']);
  });

  it('tries a mute again that was refused, for the others would go on seeing what is not so', async () => {
    const { publisher, offer, device, answers, log, clock } = createRig();
    const media = device();
    offer('microphone', { media });
    await publisher.settle('microphone');
    const busy = new RtcError({ code: 'network', message: 'Busy.' });
    answers.push(() => Promise.reject(busy));
    offer('microphone', { media, muted: true });
    await expect(publisher.settle('microphone')).rejects.toBe(busy);
    await clock.advance(250);
    expect(log).toEqual(['set microphone', 'mute microphone true', 'set microphone muted']);
    await clock.advance(60_000);
    expect(log).toHaveLength(3);
  });

  it('publishes all again after a restart, and what the vendor lost after a while', async () => {
    const { publisher, offer, device, log, clock } = createRig();
    offer('microphone', { media: device() });
    await publisher.settle('microphone');
    publisher.restored('restarted');
    await clock.settle();
    publisher.lost('microphone');
    await clock.advance(249);
    expect(log).toEqual(['set microphone', 'set microphone']);
    await clock.advance(1);
    expect(log).toHaveLength(3);
  });

  it('publishes after a join what that could not', async () => {
    const { publisher, offer, device, log, statuses, clock } = createRig();
    offer('microphone', { media: device() });
    const given = publisher.outgoing();
    expect(given).toMatchObject([{ source: 'microphone', muted: false }]);
    publisher.joined(given, { roster: [], localDeferred: true });
    await clock.settle();
    expect(log).toEqual(['set microphone']);
    expect(statuses).toEqual(['microphone publishing', 'microphone published']);
  });

  it('takes a refusal of which the vendor says nothing for one that may pass', async () => {
    const { publisher, offer, device, answers, log, statusOf, clock } = createRig();
    offer('microphone', { media: device() });
    answers.push(() => Promise.reject(new Error('Something.')));
    await publisher.publish();
    expect(statusOf('microphone')).toMatchObject({ status: 'failed', error: { code: 'publish-failed' } });
    await clock.advance(250);
    expect(log).toHaveLength(2);
    expect(statusOf('microphone')).toEqual({ status: 'published' });
  });

  it('waits for no other try once the leg is over', async () => {
    const { publisher, leg, offer, device, answers, clock } = createRig();
    offer('microphone', { media: device() });
    answers.push(() => Promise.reject(new RtcError({ code: 'network', message: 'Busy.' })));
    await publisher.publish();
    expect(clock.pending).toBe(1);
    leg.close(new RtcError({ code: 'aborted', message: 'Over.' }));
    expect(clock.pending).toBe(0);
  });

  it('asks the vendor for nothing once the leg is over, and stops its clones', async () => {
    const { publishers, publisher, leg, offer, device, log, clock } = createRig();
    offer('microphone', { media: device() });
    await publisher.settle('microphone');
    const [clone] = publisher.outgoing();
    leg.close(new RtcError({ code: 'aborted', message: 'Over.' }));
    publishers.close(leg);
    await publishers.settle('microphone');
    await clock.advance(60_000);
    expect(log).toHaveLength(1);
    expect(clone?.track?.readyState).toBe('ended');
  });
});

describe('a set that the vendor takes only after its bound', () => {
  async function late() {
    const rig = createRig();
    const { publisher, offer, device, answers, statusOf, clock } = rig;
    const media = device();
    let take: () => void = () => undefined;
    answers.push(() => new Promise((resolve) => (take = resolve)));
    offer('microphone', { media });
    const settled = expect(publisher.settle('microphone')).rejects.toMatchObject({ code: 'timeout' });
    await clock.advance(10_000);
    await settled;
    expect(statusOf('microphone')).toMatchObject({ status: 'failed', error: { code: 'timeout' } });
    return {
      ...rig,
      media,
      async take() {
        take();
        await clock.advance(1);
      },
    };
  }

  it('is published after all, and not asked for again', async () => {
    const { take, statusOf, log } = await late();
    await take();
    expect([statusOf('microphone'), log]).toEqual([{ status: 'published' }, ['set microphone']]);
  });

  it('is brought in line with what is wanted by then', async () => {
    const { take, media, offer, statusOf, log } = await late();
    offer('microphone', { media, muted: true });
    await take();
    expect(log).toEqual(['set microphone', 'set microphone muted']);
    expect(statusOf('microphone')).toEqual({ status: 'published' });
  });

  it('is asked for once more where the vendor took it without a source of it', async () => {
    const { take, results, statusOf, log } = await late();
    const error = new RtcError({ code: 'forbidden', message: 'Not here.' });
    results.push({ failed: [{ source: 'microphone', error }] });
    await take();
    expect([log.length, statusOf('microphone').status]).toEqual([2, 'published']);
  });

  it('keeps nobody from asking again, who waits for it within their own bound', async () => {
    const { publisher, answers, take, statusOf, clock, log } = await late();
    answers.push(() => Promise.reject(new RtcError({ code: 'network', message: 'Busy.' })));
    const waiting = expect(publisher.settle('microphone', { anew: true })).rejects.toMatchObject({
      code: 'timeout',
    });
    await clock.advance(10_000);
    await waiting;
    expect(log).toEqual(['set microphone']);
    await take();
    publisher.lost('microphone');
    await clock.advance(250);
    expect([log.length, statusOf('microphone').status]).toEqual([2, 'failed']);
    await publisher.settle('microphone', { anew: true });
    expect([log.length, statusOf('microphone').status]).toEqual([3, 'published']);
  });

  it('is nothing to a leg that is over', async () => {
    const { take, leg, statusOf, log } = await late();
    leg.close(new RtcError({ code: 'aborted', message: 'Over.' }));
    await take();
    expect([statusOf('microphone').status, log]).toEqual(['failed', ['set microphone']]);
  });
});

describe('the state of a publication', () => {
  it('is publishing until it is published, and told once', async () => {
    const { publisher, offer, device, statuses } = createRig();
    offer('microphone', { media: device() });
    await publisher.settle('microphone');
    await publisher.publish();
    expect(statuses).toEqual(['microphone publishing', 'microphone published']);
  });

  it('stays interrupted while what is still there is told once more, and is publishing where it is not there any more', async () => {
    const { publisher, offer, device, statuses, store, clock } = createRig();
    offer('microphone', { media: device() });
    await publisher.settle('microphone');
    store.dispatch({ type: 'publicationInterrupted', leg: 1, data: { source: 'microphone' } });
    statuses.length = 0;
    await publisher.publish();
    expect(statuses).toEqual(['microphone published']);
    store.dispatch({ type: 'publicationInterrupted', leg: 1, data: { source: 'microphone' } });
    statuses.length = 0;
    publisher.restored('restarted');
    await clock.settle();
    expect(statuses).toEqual(['microphone publishing', 'microphone published']);
  });

  it('is failed where the vendor answers what nobody understands', async () => {
    const { publisher, offer, device, results, statusOf } = createRig();
    offer('microphone', { media: device() });
    results.push({} as SyncLocalResult);
    await expect(publisher.settle('microphone')).rejects.toMatchObject({ code: 'unknown' });
    const { status, ...rest } = statusOf('microphone');
    expect(status).toBe('failed');
    expect(rest).toMatchObject({
      error: { message: expect.stringMatching(/^Publishing failed\./) as string },
    });
  });
});

describe('what a join has published', () => {
  it('is published, and asked for no more', async () => {
    const { publisher, offer, device, log, statusOf, clock } = createRig();
    offer('microphone', { media: device() });
    publisher.joined(publisher.outgoing(), { roster: [] });
    await clock.settle();
    expect([statusOf('microphone'), log]).toEqual([{ status: 'published' }, []]);
  });

  it('is brought in line with what was changed while it joined', async () => {
    const { publisher, offer, device, log, clock } = createRig();
    const media = device();
    offer('microphone', { media });
    const given = publisher.outgoing();
    offer('microphone', { media, muted: true });
    publisher.joined(given, { roster: [] });
    await clock.settle();
    expect(log).toEqual(['set microphone muted']);
  });

  it('is asked for again where it was refused', async () => {
    const { publisher, offer, device, log, statusOf, clock } = createRig();
    offer('microphone', { media: device() });
    const error = new RtcError({ code: 'network', message: 'Busy.' });
    publisher.joined(publisher.outgoing(), { roster: [], failed: [{ source: 'microphone', error }] });
    expect(statusOf('microphone')).toEqual({ status: 'failed', error });
    await clock.settle();
    expect([statusOf('microphone'), log]).toEqual([{ status: 'published' }, ['set microphone']]);
  });
});

describe('sound that goes through a relay', () => {
  async function relayed() {
    const rig = createRig({ audioRelayNeeded: true });
    const { publisher, offer, device, audioContexts, elements, clock } = rig;
    offer('microphone', { media: device() });
    await publisher.settle('microphone');
    const [context] = audioContexts;
    if (!context) throw new Error('There is no relay.');
    return {
      ...rig,
      async fallsAsleep() {
        elements.playbackBlocked = true;
        await context.suspend();
        await clock.advance(1_000);
      },
    };
  }

  it('is interrupted while the browser lets none pass, also where it is published anew meanwhile', async () => {
    const { publisher, fallsAsleep, statusOf, elements, page, clock } = await relayed();
    expect(statusOf('microphone')).toEqual({ status: 'published' });
    await fallsAsleep();
    expect(statusOf('microphone')).toEqual({ status: 'interrupted' });
    await publisher.publish();
    expect(statusOf('microphone')).toEqual({ status: 'interrupted' });
    elements.playbackBlocked = false;
    page.fire('visible');
    await clock.settle();
    expect(statusOf('microphone')).toEqual({ status: 'published' });
  });

  it('is not interrupted but failed where its vendor refuses it, and the camera is neither', async () => {
    const { publisher, offer, device, fallsAsleep, statusOf, results, log } = await relayed();
    await fallsAsleep();
    offer('camera', { media: device() });
    const error = new RtcError({ code: 'forbidden', message: 'Not here.' });
    results.push({ failed: [{ source: 'microphone', error }] });
    await publisher.publish();
    expect([statusOf('microphone'), statusOf('camera'), log.length]).toEqual([
      { status: 'failed', error },
      { status: 'published' },
      2,
    ]);
  });

  it('stays silent where a vendor opens a closed microphone, which is counted', async () => {
    const { publisher, store } = await relayed();
    const track = publisher.outgoing()[0]?.track;
    if (!track) throw new Error('Nothing is sent.');
    track.enabled = true;
    expect(store.containments).toEqual({ 'gate-write': 1 });
  });

  it('is nothing that is told of once its leg is over', async () => {
    const { publishers, leg, store, fallsAsleep, statuses } = await relayed();
    await fallsAsleep();
    store.dispatch({ type: 'callEnded', data: { reason: 'left' } });
    statuses.length = 0;
    publishers.close(leg);
    expect([statuses, store.containments]).toEqual([[], {}]);
  });
});

describe('the publishers of a session', () => {
  it('bring the publication in line that carries a source: mixed sound is the microphone', async () => {
    const { publishers, publisher, offer, device, log } = createRig({ screenAudio: 'mixed' });
    expect(publisher.carriedBy('microphone')).toEqual(['microphone', 'screen-audio']);
    expect(publisher.carrierOf('screen-audio')).toBe('microphone');
    offer('screen-audio', { media: device() });
    await publishers.settle('screen-audio');
    expect(log).toEqual(['set microphone']);
  });

  it('says at once which wishes for quality its vendor cannot fulfil', () => {
    const { publishers, quality, store, leg } = createRig();
    const warnings: string[] = [];
    store.on('warning', ({ error }) => warnings.push(`${error.code}: ${error.message}`));
    quality.of.camera = { maxFramerate: 12, maxBitrate: 50_000 };
    publishers.open(
      leg,
      createStubVendor({
        quality: { sources: { camera: ['maxBitrate'] }, codecs: false, receivedSize: 'none' },
      }).adapter,
    );
    expect(warnings).toEqual(['unsupported: This vendor cannot set maxFramerate of the camera.']);
  });
});
