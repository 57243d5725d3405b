import { describe, expect, it } from 'vitest';
import type { RtcCapabilities } from '../../src/model/capabilities.ts';
import { limitSize, preferCodecs, qualityOf, setQuality } from '../../src/quality.ts';
import { internalsOf } from '../../src/session/internals.ts';
import { RtcError } from '../../src/errors/rtc-error.ts';
import { createSessionRig } from '../session/rig.ts';

const able: Partial<RtcCapabilities> = {
  quality: {
    sources: {
      camera: ['maxBitrate', 'maxFramerate', 'contentHint', 'degradationPreference'],
      microphone: ['maxBitrate', 'music', 'stereo'],
      screen: ['maxBitrate', 'contentHint'],
    },
    codecs: true,
    receivedSize: 'layers',
  },
};

it('names what is no list of codecs, and which of them is none', () => {
  const { session } = createSessionRig(able);
  const choose = (codecs: unknown) => () => {
    preferCodecs(session, codecs as string[]);
  };
  expect(choose(7)).toThrow(/codecs must be an object/);
  expect(choose(['h266'])).toThrow(/A codec must be/);
});

describe('the quality of a source', () => {
  it('is given with the publication, and told in a call without another one', async () => {
    const { session, join, joins, published, qualities } = createSessionRig(able);
    await session.camera.enable();
    await setQuality(session, 'camera', { maxBitrate: 400_000, contentHint: 'motion' });
    await join();
    expect(joins[0]?.local[0]).toMatchObject({
      source: 'camera',
      contentHint: 'motion',
      maxBitrate: 400_000,
      quality: { maxBitrate: 400_000, contentHint: 'motion' },
    });
    await setQuality(session, 'camera', { maxFramerate: 12 });
    await setQuality(session, 'camera', { maxFramerate: 12 });
    expect(qualities).toEqual([['camera', { maxBitrate: 400_000, contentHint: 'motion', maxFramerate: 12 }]]);
    expect(published).toHaveLength(0);
    await setQuality(session, 'camera', { maxBitrate: undefined, contentHint: undefined });
    expect(qualities.at(-1)).toEqual(['camera', { maxFramerate: 12 }]);
    expect(qualityOf(session, 'camera')).toEqual({ maxFramerate: 12 });
  });

  it('outlives a call', async () => {
    const { session, join, joins } = createSessionRig(able);
    await setQuality(session, 'camera', { maxBitrate: 400_000 });
    await session.camera.enable();
    await join();
    await session.leave({ keepCapture: true });
    await join();
    expect(joins.map(({ local }) => local[0]?.maxBitrate)).toEqual([400_000, 400_000]);
  });

  it('is music for the encoder by its hint', async () => {
    const { session, join, joins } = createSessionRig(able);
    await setQuality(session, 'microphone', { music: true });
    await session.microphone.enable();
    await join();
    expect(joins[0]?.local[0]).toMatchObject({ contentHint: 'music', quality: { music: true } });
  });

  it("makes a film's sound of the microphone's publication while a screen's sound is mixed into it", async () => {
    const { session, join, joins, published } = createSessionRig({ ...able, screenAudio: 'mixed' });
    await session.microphone.enable();
    await join();
    expect(joins[0]?.local[0]?.quality).toEqual({});
    await session.screen.enable({ audio: true });
    const told = () => published.at(-1)?.find(({ source }) => source === 'microphone')?.quality;
    expect(told()).toEqual({ music: true, stereo: true, contentHint: 'music' });
    await session.screen.disable();
    expect(told()).toEqual({});
  });

  it('is refused by name where the vendor cannot set it, and nothing of it is changed', async () => {
    const { session, join, qualities } = createSessionRig(able);
    await session.screen.enable();
    await join();
    const wish = { maxBitrate: 400_000, maxFramerate: 5, degradationPreference: 'balanced' } as const;
    await expect(setQuality(session, 'screen', wish)).rejects.toMatchObject({
      code: 'unsupported',
      message: 'This vendor cannot set maxFramerate, degradationPreference of the screen.',
    });
    expect([qualities, qualityOf(session, 'screen')]).toEqual([[], {}]);
  });

  it('is tried again where the vendor refused it', async () => {
    const { session, join, published, qualities, encoding, clock } = createSessionRig(able);
    await session.camera.enable();
    await join();
    const refused = new RtcError({ code: 'publish-failed', message: 'Not now.' });
    encoding.run = () => Promise.reject(refused);
    await expect(setQuality(session, 'camera', { maxFramerate: 12 })).rejects.toBe(refused);
    encoding.run = () => Promise.resolve();
    const before = published.length + qualities.length;
    await clock.advance(10_000);
    expect(published.length + qualities.length).toBeGreaterThan(before);
    expect(qualityOf(session, 'camera')).toEqual({ maxFramerate: 12 });
  });

  it.each([
    ['camera', { maxBitrate: 0 }, 'maxBitrate must be a number above 0; it is 0.'],
    ['camera', { maxBitrate: 500 }, 'maxBitrate is in bits per second, at least 6000; it is 500.'],
    ['camera', { maxFramerate: -1 }, 'maxFramerate must be a number above 0; it is -1.'],
    ['camera', { contentHint: 'music' }, 'contentHint must be one of motion, detail, text; it is music.'],
    [
      'camera',
      { music: true },
      'The quality of a camera has no music; it has maxBitrate, maxFramerate, degradationPreference, contentHint.',
    ],
    [
      'microphone',
      { maxFramerate: 3 },
      'The quality of a microphone has no maxFramerate; it has maxBitrate, music, stereo.',
    ],
    ['microphone', { stereo: 'yes' }, 'stereo must be a boolean; it is yes.'],
    ['kitchen', {}, 'source must be one of microphone, camera, screen, screen-audio; it is kitchen.'],
  ])('of a %s is checked: %o', async (source, quality, message) => {
    const { session } = createSessionRig(able);
    const given: readonly unknown[] = [session, source, quality];
    await expect(Reflect.apply(setQuality, undefined, given)).rejects.toMatchObject({
      code: 'invalid-argument',
      message,
    });
  });
});

describe('preferred codecs', () => {
  it('go with each join', async () => {
    const { session, join, joins } = createSessionRig(able);
    preferCodecs(session, ['VP9', 'VP8']);
    await join();
    await session.leave();
    preferCodecs(session, []);
    await join();
    expect(joins.map(({ codecs }) => codecs)).toEqual([['VP9', 'VP8'], undefined]);
  });

  it('are refused in a call, where the vendor has no choice, and where nobody knows them', async () => {
    const { session, join } = createSessionRig(able);
    expect(() => {
      preferCodecs(session, ['Sorenson']);
    }).toThrow('A codec must be one of AV1, H264, H265, VP8, VP9; it is Sorenson.');
    await join();
    expect(() => {
      preferCodecs(session, ['VP9']);
    }).toThrow(expect.objectContaining({ code: 'invalid-state' }));
    expect(() => {
      preferCodecs(createSessionRig().session, ['VP9']);
    }).toThrow(expect.objectContaining({ code: 'unsupported' }));
  });
});

it('an order of codecs is taken back also where the vendor has none', () => {
  const { session } = createSessionRig();
  preferCodecs(session, []);
  expect(internalsOf(session).quality.codecs).toBeUndefined();
});

describe('the largest size of a remote picture', () => {
  it('that is small is 320 by 180', async () => {
    const rig = createSessionRig(able);
    await rig.join();
    const { id } = await rig.comes('zoe');
    const { part } = internalsOf(rig.session);
    const of = { participantId: id, source: 'camera' } as const;
    part?.wishes.setInterest(of, { attached: 1, visible: true, size: { width: 1920, height: 1080 } });
    limitSize(rig.session, of, 'small');
    expect(part?.wishes.sizeOf(id, 'camera')).toEqual({ width: 320, height: 180 });
    limitSize(rig.session, of, { width: 640, height: 360 });
    expect(part?.wishes.sizeOf(id, 'camera')).toEqual({ width: 640, height: 360 });
  });

  it('is checked, and nothing happens for somebody who is gone', async () => {
    const rig = createSessionRig(able);
    await rig.join();
    const { id } = await rig.comes('zoe');
    const of = { participantId: id, source: 'camera' } as const;
    const limit = (picture: unknown, size: unknown) => () => {
      Reflect.apply(limitSize, undefined, [rig.session, picture, size]);
    };
    for (const wrong of [{ width: 3, height: 0 }, { width: 3 }, 'large', 7])
      expect(limit(of, wrong)).toThrow(expect.objectContaining({ code: 'invalid-argument' }));
    expect(limit('zoe', 'small')).toThrow(/^The picture must be an object/u);
    limitSize(rig.session, { ...of, participantId: 'nobody' }, 'small');
    expect(rig.session.participant('nobody')).toBeUndefined();
  });
});
