import { createFakeEnvironment } from '@jackfield/core/testing';
import { expect, it } from 'vitest';
import { deviceInUse } from '../src/app/device-in-use.ts';

it('is the device that was chosen, else that of the open track, else none', () => {
  const track = createFakeEnvironment().tracks.create({ kind: 'audio', settings: { deviceId: 'built-in' } });
  expect(deviceInUse({ deviceId: 'headset', track })).toBe('headset');
  expect(deviceInUse({ deviceId: undefined, track })).toBe('built-in');
  expect(deviceInUse({ deviceId: undefined, track: undefined })).toBeUndefined();
});
