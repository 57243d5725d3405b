import { expect, it } from 'vitest';
import { createFakeEnvironment } from '@jackfield/core/testing';
import type { SourceKind, SourceQuality } from '@jackfield/core/adapter';
import { fillQuality } from '../src/local/fill-quality.ts';

it.each<[SourceKind, number, SourceQuality, SourceQuality['degradationPreference']]>([
  ['camera', 640, {}, 'maintain-resolution'],
  ['camera', 640, { degradationPreference: 'balanced' }, 'balanced'],
  ['camera', 1280, {}, undefined],
  ['screen', 640, {}, undefined],
  ['microphone', 0, {}, undefined],
])('a %s of %i pixels with %o prefers to %s', (source, width, quality, expected) => {
  const kind = source === 'microphone' ? 'audio' : 'video';
  const settings = width > 0 ? { width, height: (width * 9) / 16 } : {};
  const track = createFakeEnvironment().tracks.create({ kind, settings });
  expect(fillQuality({ source, track, quality }).degradationPreference).toBe(expected);
});

it('nothing is known of a picture without a track', () => {
  expect(fillQuality({ source: 'camera', track: null })).toEqual({ maxBitrate: 1_800_000 });
});
