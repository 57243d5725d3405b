import { describe, expect, it } from 'vitest';
import { createGate } from '../../src/capture/gate.ts';
import type { Offer, OfferedMedia, Offers } from '../../src/capture/offer.ts';
import { shapeOffers } from '../../src/leg/shaped-offers.ts';
import type { QualityWishes } from '../../src/model/quality.ts';
import { sourceKinds, type SourceKind } from '../../src/model/source-kind.ts';
import { createFakeEnvironment } from '../../src/testing/create-fake-environment.ts';

/** Offers of a test, shaped for a vendor. */
function createRig(
  able: Partial<Parameters<typeof shapeOffers>[0]['capabilities']> = {},
  quality: QualityWishes = { of: {} },
) {
  const world = createFakeEnvironment();
  const offered = new Map<SourceKind, Offer>();
  const gate = createGate({});
  const entries = sourceKinds.map((source) => [source, { offer: () => offered.get(source), gate }]);
  const shaped = shapeOffers({
    environment: world.environment,
    offers: Object.fromEntries(entries) as Offers,
    capabilities: { sources: sourceKinds, screenAudio: 'separate', audioRelayNeeded: false, ...able },
    contained: () => undefined,
    warn: () => undefined,
    quality,
  });
  const device = (kind: 'audio' | 'video' = 'video'): OfferedMedia => {
    const track = world.tracks.create({ kind });
    return { track, hand: () => gate.hand(track) };
  };
  const offer = (source: SourceKind, media: OfferedMedia): void => {
    offered.set(source, { media, muted: false, contentHint: '' });
  };
  return { ...world, shaped, offer, device };
}

describe('offers shaped for a vendor', () => {
  it('give one clone of a device until that changes, and another one where the vendor has stopped it', () => {
    const { shaped, offer, device } = createRig();
    const media = device();
    offer('camera', media);
    const first = shaped.publication('camera')?.track;
    expect(first).not.toBe(media.track);
    expect(shaped.publication('camera')?.track).toBe(first);
    expect(shaped.mediaOf('camera', first ?? null)).toBe(media);
    first?.stop();
    expect(shaped.publication('camera')?.track).not.toBe(first);
    offer('camera', device());
    expect(shaped.publication('camera')?.track).not.toBe(first);
  });

  it('have the hint of their content on the track, whichever call the vendor is given it by', () => {
    const { shaped, offer, device } = createRig({}, { of: { camera: { contentHint: 'text' } } });
    for (const _ of ['first', 'another']) {
      offer('camera', device());
      expect(shaped.publication('camera')?.track?.contentHint).toBe('text');
    }
    offer('microphone', device('audio'));
    expect(shaped.publication('microphone')?.track?.contentHint).toBe('');
  });

  it('end a clone once the vendor is known to send another, and all of them at the end', () => {
    const { shaped, offer, device } = createRig();
    offer('camera', device());
    const first = shaped.publication('camera')?.track;
    const next = device();
    offer('camera', next);
    const second = shaped.publication('camera')?.track;
    expect(first?.readyState).toBe('live');
    shaped.confirm('camera', next);
    expect([first?.readyState, second?.readyState]).toEqual(['ended', 'live']);
    shaped.end();
    expect(second?.readyState).toBe('ended');
  });

  it('leave out what the vendor cannot publish', () => {
    const { shaped, offer, device } = createRig({ sources: ['microphone', 'camera'], screenAudio: 'none' });
    for (const source of ['camera', 'screen', 'screen-audio'] as const) offer(source, device());
    expect(shaped.publications().map(({ source }) => source)).toEqual(['camera']);
  });

  it('carry the sound of a screen in the microphone where the vendor mixes', () => {
    const { shaped, offer, device, audioContexts } = createRig({ screenAudio: 'mixed' });
    offer('screen-audio', device('audio'));
    expect(shaped.publications().map(({ source }) => source)).toEqual(['microphone']);
    expect(audioContexts).toHaveLength(1);
    shaped.end();
  });
});
