import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mapLevel, mapQuality } from '../src/map/map-quality.ts';
import { decodeName, encodeName, mapSources } from '../src/map/map-roster.ts';

const active = { type: 'video', state: 'active' };

it('takes a camera in several sizes for one source, and leaves placeholders out', () => {
  const sources = mapSources([
    { ...active, label: 'sophon_audio', muted: true },
    { ...active, label: 'sophon_video_camera_large', muted: false },
    { ...active, label: 'sophon_video_camera_small', muted: false },
    { label: 'sophon_video_screen_share', state: 'inactive' },
    { ...active, label: 'something-new' },
  ]);
  expect(sources).toEqual([
    { source: 'microphone', muted: true },
    { source: 'camera', muted: false },
  ]);
});

it('carries a name through a wire that escapes nothing', () => {
  expect(encodeName('A&B #1')).toMatch(/^[^&#]*$/);
  // The service unescapes once.
  for (const name of ['A&B #1 ä', '100 %', 'A%20B', '王小明 👋']) {
    expect(decodeName(decodeURIComponent(encodeName(name)))).toBe(name);
  }
  expect(decodeName('100%')).toBe('100%');
});

it.each([
  [0, 'unknown'],
  [1, 'excellent'],
  [2, 'good'],
  [3, 'poor'],
  [4, 'poor'],
  [5, 'bad'],
  [6, 'lost'],
  [7, 'unknown'],
])('quality %i is %s', (value, word) => {
  expect(mapQuality(value)).toBe(word);
});

it('scales levels', () => {
  expect([mapLevel(0), mapLevel(50), mapLevel(120)]).toEqual([0, 0.5, 1]);
});

it('carries every name intact to this adapter, and readably to others', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const carried = encodeName(name);
      expect(carried).not.toMatch(/[&#+? ]/u);
      const atOthers = new URLSearchParams(`name=${carried}`).get('name') ?? '';
      expect(decodeName(atOthers)).toBe(name);
      // A percent sign alone is not as it was.
      expect(atOthers.replaceAll('%25', '%')).toBe(name);
    }),
  );
});

it('replaces half a character', () => {
  expect(decodeURIComponent(encodeName('a\uD800b'))).toBe('a\uFFFDb');
});
