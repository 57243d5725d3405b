import { describe, expect, it } from 'vitest';
import { resolveQuality } from '../../src/adapter-kit/resolve-quality.ts';
import type { SourceQuality } from '../../src/model/quality.ts';
import type { SourceKind } from '../../src/model/source-kind.ts';
import { createFakeEnvironment } from '../../src/testing/create-fake-environment.ts';

function bitsOf(
  source: SourceKind,
  { size, quality }: { size?: readonly [number, number, number?]; quality?: SourceQuality } = {},
): number {
  const { tracks } = createFakeEnvironment();
  const settings = size && { width: size[0], height: size[1], frameRate: size[2] ?? 30 };
  const kind = source === 'microphone' || source === 'screen-audio' ? 'audio' : 'video';
  const track = size ? tracks.create({ kind, ...(settings && { settings }) }) : null;
  return resolveQuality({ source, track, quality }).maxBitrate;
}

describe('what is sent where the app wishes for nothing', () => {
  it.each([
    [[320, 180], 250_000, 400_000],
    [[640, 360], 700_000, 800_000],
    [[640, 480], 900_000, 1_000_000],
    [[960, 540], 1_200_000, 1_200_000],
    [[1280, 720], 1_800_000, 1_800_000],
    [[1920, 1080], 3_500_000, 3_000_000],
    [[3840, 2160], 6_000_000, 5_000_000],
    // A camera that is held upright.
    [[720, 1280], 1_800_000, 1_800_000],
  ] as const)('has bits for a picture of %s', (size, camera, screen) => {
    expect([bitsOf('camera', { size }), bitsOf('screen', { size })]).toEqual([camera, screen]);
  });

  it('takes 720p where nobody knows the size yet', () => {
    expect(bitsOf('camera')).toBe(1_800_000);
  });

  it('has half as many bits again for more than 30 frames of what moves', () => {
    expect(bitsOf('camera', { size: [1280, 720, 60] })).toBe(2_700_000);
    expect(bitsOf('camera', { size: [1280, 720, 60], quality: { maxFramerate: 30 } })).toBe(1_800_000);
    expect(bitsOf('screen', { size: [1280, 720, 60] })).toBe(1_800_000);
    expect(bitsOf('screen', { size: [1280, 720, 60], quality: { contentHint: 'motion' } })).toBe(2_700_000);
  });

  it.each([
    [{}, 40_000],
    [{ music: true }, 96_000],
    [{ music: true, stereo: true }, 128_000],
  ])('has bits for sound with %o', (quality, bits) => {
    expect(bitsOf('microphone', { quality })).toBe(bits);
  });

  it('leaves what the app wishes as it is', () => {
    const quality = { maxBitrate: 123_000, maxFramerate: 7, degradationPreference: 'balanced' as const };
    expect(resolveQuality({ source: 'camera', track: null, quality })).toEqual(quality);
  });
});
