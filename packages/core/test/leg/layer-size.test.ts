import { expect, it } from 'vitest';
import { layerSize } from '../../src/leg/layer-size.ts';

it.each([
  [160, 90, 160, 90],
  [161, 90, 320, 180],
  [160, 91, 320, 180],
  [320, 180, 320, 180],
  [640, 300, 640, 360],
  [100, 500, 960, 540],
  [1280, 720, 1280, 720],
  [3840, 2160, 3840, 2160],
])('the layer that fills %d × %d is %d × %d', (width, height, layerWidth, layerHeight) => {
  expect(layerSize({ width, height })).toEqual({ width: layerWidth, height: layerHeight });
});

it('is none for what is not laid out, and the size itself for what is larger than every layer', () => {
  expect(layerSize(undefined)).toBeUndefined();
  expect(layerSize({ width: 0, height: 90 })).toBeUndefined();
  expect(layerSize({ width: 160, height: 0 })).toBeUndefined();
  expect(layerSize({ width: 5000, height: 3000 })).toEqual({ width: 5000, height: 3000 });
});
