import { expect, test } from 'vitest';
import { displayMediaOptions } from '../../src/capture/display-media-options.ts';
import { createRig } from './rig.ts';

test('the sound of the call itself is kept out of a share, unless the app wants it there', async () => {
  const { local, devices } = createRig();
  await local.screen.enable({ audio: true });
  await local.screen.disable();
  await local.screen.enable({ audio: true, restrictOwnAudio: false, suppressLocalAudioPlayback: true });
  await local.screen.disable();
  await local.screen.enable();
  expect(devices.picker.calls).toEqual([
    { video: true, audio: { restrictOwnAudio: true } },
    { video: true, audio: { restrictOwnAudio: false, suppressLocalAudioPlayback: true } },
    { video: true, audio: false },
  ]);
});

test('hints about surfaces and sound reach the picker in the browser’s own words', async () => {
  const { local, devices } = createRig();
  await local.screen.enable({
    audio: true,
    camera: 'keep',
    contentHint: 'text',
    displaySurface: 'browser',
    frameRate: 5,
    monitorTypeSurfaces: 'exclude',
    selfBrowserSurface: 'include',
    surfaceSwitching: 'include',
    systemAudio: 'exclude',
    windowAudio: 'window',
  });
  expect(devices.picker.calls).toEqual([
    {
      video: { frameRate: { ideal: 5 }, displaySurface: 'browser' },
      audio: { restrictOwnAudio: true },
      monitorTypeSurfaces: 'exclude',
      selfBrowserSurface: 'include',
      surfaceSwitching: 'include',
      systemAudio: 'exclude',
      windowAudio: 'window',
    },
  ]);
});

test('the options of a share ask for a picture alone unless sound is wanted', () => {
  expect(displayMediaOptions({})).toEqual({ video: true, audio: false });
});
