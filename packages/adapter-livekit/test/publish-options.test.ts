import { describe, expect, it } from 'vitest';
import { createFakeEnvironment } from '@jackfield/core/testing';
import type { SourceKind, SourceQuality } from '@jackfield/core/adapter';
import { publishOptions } from '../src/publish-options.ts';
import { setLayers } from '../src/set-layers.ts';

function optionsOf(
  source: SourceKind,
  quality: SourceQuality = {},
  how: Parameters<typeof publishOptions>[1] = {},
): ReturnType<typeof publishOptions> {
  const kind = source === 'microphone' || source === 'screen-audio' ? 'audio' : 'video';
  const track = createFakeEnvironment().tracks.create({ kind, settings: { width: 1280, height: 720 } });
  return publishOptions({ source, track, muted: false, contentHint: '', quality }, how);
}

describe('the options of a publication', () => {
  it.each<[SourceKind, SourceQuality, object]>([
    ['camera', {}, { videoEncoding: { maxBitrate: 1_800_000, maxFramerate: 30 } }],
    [
      'camera',
      { maxBitrate: 500_000, maxFramerate: 15, degradationPreference: 'balanced' },
      { videoEncoding: { maxBitrate: 500_000, maxFramerate: 15 }, degradationPreference: 'balanced' },
    ],
    ['screen', { maxFramerate: 5 }, { screenShareEncoding: { maxBitrate: 1_800_000, maxFramerate: 5 } }],
    ['microphone', {}, { audioPreset: { maxBitrate: 40_000 }, dtx: true }],
    [
      'screen-audio',
      { music: true, stereo: true },
      { audioPreset: { maxBitrate: 128_000 }, dtx: false, forceStereo: true },
    ],
  ])('of a %s with %o', (source, quality, expected) => {
    expect(optionsOf(source, quality)).toEqual(expected);
  });

  it('take the first codec that the session prefers and the SDK knows, and what the adapter was made with before it', () => {
    expect(optionsOf('camera', {}, { codecs: ['H266', 'VP9', 'VP8'] }).videoCodec).toBe('vp9');
    expect(optionsOf('camera', {}, { codecs: ['VP8'], videoCodec: 'av1' }).videoCodec).toBe('av1');
  });

  it('pass on what the adapter was made with', () => {
    const how = { backupCodec: false, simulcast: false, scalabilityMode: 'L3T3_KEY' } as const;
    expect(optionsOf('camera', {}, how)).toMatchObject(how);
    expect(optionsOf('microphone', {}, { red: false, dtx: false, stereo: true })).toMatchObject({
      red: false,
      dtx: false,
      forceStereo: true,
    });
  });
});

it('a picture that nobody bounds has the rate that it is captured with', () => {
  const track = createFakeEnvironment().tracks.create({ kind: 'video', settings: { frameRate: 59.94 } });
  const options = publishOptions({ source: 'camera', track, muted: false, contentHint: '', quality: {} }, {});
  expect(options.videoEncoding?.maxFramerate).toBe(60);
});

it('another quality in a call keeps the parts of the layers, and which of them are sent', async () => {
  const set: RTCRtpSendParameters[] = [];
  const encodings = [
    { rid: 'q', maxBitrate: 100_000, active: false },
    { rid: 'f', maxBitrate: 1_000_000, maxFramerate: 30, active: true },
  ];
  const sender = {
    track: createFakeEnvironment().tracks.create({ kind: 'video' }),
    getParameters: () => ({
      ...{ transactionId: '1', codecs: [], headerExtensions: [], rtcp: {} },
      encodings: structuredClone(encodings),
    }),
    setParameters(parameters: RTCRtpSendParameters) {
      set.push(parameters);
      return Promise.resolve();
    },
  };
  await setLayers(sender, { maxBitrate: 300_000, maxFramerate: 25, degradationPreference: 'balanced' });
  expect(set[0]).toMatchObject({ degradationPreference: 'balanced' });
  expect(set[0]?.encodings).toEqual([
    { rid: 'q', maxBitrate: 30_000, maxFramerate: 25, active: false },
    { rid: 'f', maxBitrate: 300_000, maxFramerate: 25, active: true },
  ]);
});
