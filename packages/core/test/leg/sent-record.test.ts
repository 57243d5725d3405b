import { describe, expect, it } from 'vitest';
import type { Offer, OfferedMedia } from '../../src/capture/offer.ts';
import { createSentRecord } from '../../src/leg/sent-record.ts';
import type { ShapedOffers } from '../../src/leg/shaped-offers.ts';
import type { SourceQuality } from '../../src/model/quality.ts';
import type { SourceKind } from '../../src/model/source-kind.ts';
import { createFakeEnvironment } from '../../src/testing/create-fake-environment.ts';

/** A record, and what is offered to its vendor. */
function createRig(able: Parameters<typeof createSentRecord>[1] = { replaceTrack: 'seamless' }) {
  const { tracks } = createFakeEnvironment();
  const offered = new Map<SourceKind, Offer>();
  const confirmed: string[] = [];
  const wished: { now: SourceQuality } = { now: {} };
  const offers: Pick<ShapedOffers, 'offer' | 'confirm' | 'mediaOf' | 'quality'> = {
    quality: () => wished.now,
    offer: (source) => offered.get(source),
    confirm: (source, media) => confirmed.push(`${source} ${media ? 'device' : 'nothing'}`),
    mediaOf: (source) => offered.get(source)?.media,
  };
  const device = (): OfferedMedia => {
    const track = tracks.create({ kind: 'video' });
    return { track, hand: () => ({ track, each: () => undefined, stop: () => undefined }) };
  };
  const record = createSentRecord(offers, able);
  const offer = (media: OfferedMedia | undefined, muted = false): void => {
    offered.set('camera', { media, muted, contentHint: '' });
  };
  return { record, wished, offer, offered, confirmed, device };
}

describe('what a vendor is known to have', () => {
  it('needs a set to be published, and to be published no more', () => {
    const { record, offer, offered, device, confirmed } = createRig();
    expect(record.next('camera')).toBeUndefined();
    offer(device());
    expect(record.next('camera')).toBe('set');
    record.snapshot()('camera');
    expect([record.next('camera'), record.has('camera'), record.isInLine('camera')]).toEqual([
      undefined,
      true,
      true,
    ]);
    offered.delete('camera');
    expect(record.next('camera')).toBe('set');
    record.snapshot()('camera');
    expect(record.has('camera')).toBe(false);
    expect(confirmed).toEqual(['camera device', 'camera nothing']);
  });

  it('is told of a mute before its track goes, and of an unmute after its track came', () => {
    const { record, offer, device } = createRig();
    offer(device());
    record.snapshot()('camera');
    offer(undefined, true);
    expect(record.next('camera')).toBe('mute');
    record.snapshot('mute')('camera');
    expect(record.next('camera')).toBe('track');
    record.snapshot('track')('camera');
    offer(device());
    expect(record.next('camera')).toBe('track');
    record.snapshot('track')('camera');
    expect(record.next('camera')).toBe('mute');
    record.snapshot('mute')('camera');
    expect(record.next('camera')).toBeUndefined();
  });

  it('is told of no mute that it cannot announce, and of no track that it cannot replace', () => {
    const silent = createRig({ replaceTrack: 'none', announcesMute: ['microphone'] });
    silent.offer(silent.device());
    silent.record.snapshot()('camera');
    silent.offer(undefined, true);
    expect(silent.record.next('camera')).toBe('set');
  });

  it('is given its track without a word about a mute that it cannot announce', () => {
    const { record, offer, device } = createRig({ replaceTrack: 'seamless', announcesMute: ['microphone'] });
    const media = device();
    offer(media);
    record.snapshot()('camera');
    offer(media, true);
    expect(record.next('camera')).toBeUndefined();
    offer(undefined, true);
    expect(record.next('camera')).toBe('track');
  });

  it('may still use the track of before, as long as nobody knows which one it has', () => {
    const { record, offer, device, confirmed } = createRig();
    offer(device());
    record.snapshot()('camera');
    record.doubt('camera', 'track');
    confirmed.length = 0;
    record.snapshot('mute')('camera');
    expect(confirmed).toEqual([]);
    record.snapshot('track')('camera');
    expect(confirmed).toEqual(['camera device']);
  });

  it('is told again what a refused call may or may not have changed', () => {
    const { record, offer, device } = createRig();
    offer(device());
    record.snapshot()('camera');
    record.doubt('camera', 'mute');
    expect(record.next('camera')).toBe('mute');
    record.doubt('camera');
    expect(record.next('camera')).toBe('track');
    record.snapshot('track')('camera');
    expect(record.next('camera')).toBe('mute');
    record.forget('camera');
    expect([record.has('camera'), record.next('camera')]).toEqual([false, 'set']);
  });

  it('is told of another quality where the vendor can change it, and once', () => {
    const { record, offer, device, wished } = createRig({
      replaceTrack: 'seamless',
      quality: { sources: { camera: ['maxBitrate'] }, codecs: false, receivedSize: 'none' },
    });
    offer(device());
    record.snapshot()('camera');
    wished.now = { maxBitrate: 50_000 };
    expect(record.next('camera')).toBe('quality');
    record.snapshot('quality')('camera');
    expect(record.next('camera')).toBeUndefined();
    record.doubt('camera', 'quality');
    expect(record.next('camera')).toBe('quality');
  });

  it('is told of no quality that it cannot change', () => {
    const { record, offer, device, wished } = createRig();
    offer(device());
    record.snapshot()('camera');
    wished.now = { maxBitrate: 50_000 };
    expect(record.next('camera')).toBeUndefined();
  });
});
