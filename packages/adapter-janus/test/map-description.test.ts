import { sourceKinds } from '@jackfield/core/adapter';
import { expect, it } from 'vitest';
import { fromDescription, toDescription } from '../src/map-description.ts';

it('comes back as it was, for every source', () => {
  for (const source of sourceKinds)
    for (const muted of [true, false])
      expect(fromDescription(toDescription({ source, muted }))).toEqual({ source, muted });
});

it.each([
  ['microphone', { source: 'microphone', muted: false }],
  ['screen-audio muted', { source: 'screen-audio', muted: true }],
  ['My webcam', undefined],
  ['camera  muted', undefined],
  [' muted', undefined],
  [undefined, undefined],
])('%j is %j', (description, expected) => {
  expect(fromDescription(description)).toEqual(expected);
});
