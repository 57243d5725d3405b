import { describe, expect, it } from 'vitest';
import type { LocalPublication, RtcDriver } from '../../src/adapter/rtc-driver.ts';
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
  const answer = async (entry: string): Promise<void> => {
    log.push(entry);
    await answers.shift()?.();
  };
  const named = (publications: readonly LocalPublication[]): string =>
    publications.map(({ source, muted }) => `${source}${muted ? ' muted' : ''}`).join(', ');
  const methods: Partial<RtcDriver> = {
    async doSyncLocal(wanted) {
      await answer(`set ${named(wanted)}`);
      return { failed: [] };
    },
    doReplaceTrack: (source, track) => answer(`track ${source} ${track ? 'there' : 'gone'}`),
    doSetMuted: (source, muted) => answer(`mute ${source} ${String(muted)}`),
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
  return { ...rig, quality, log, answers, publishers, publisher, offer, offered, device, statusOf, clock };
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
    const { publisher, offer, device, log, statusOf, clock } = createRig();
    offer('microphone', { media: device() });
    const given = publisher.outgoing();
    expect(given).toMatchObject([{ source: 'microphone', muted: false }]);
    publisher.joined(given, { roster: [], localDeferred: true });
    await clock.settle();
    expect(log).toEqual(['set microphone']);
    expect(statusOf('microphone')).toEqual({ status: 'published' });
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
