import { browserTests } from '@jackfield/vitest-config/browser';
import { defineConfig } from 'vitest/config';

const audible = 'test-media/**/*.audible.test.ts';
// A second camera, to change to. Of flags that are given twice the last one counts.
const withDevices = browserTests({
  launch: { args: ['--use-fake-device-for-media-stream=device-count=2'] },
});
const withSound = browserTests({
  include: [audible],
  // The tab's own sound is captured: with fake devices Chromium would hand over a made-up one.
  launch: {
    prompts: 'ask',
    devices: 'none',
    audible: true,
    args: ['--auto-accept-this-tab-capture', '--autoplay-policy=no-user-gesture-required'],
  },
});

export default defineConfig({
  test: {
    projects: [
      { ...withDevices, test: { ...withDevices.test, name: 'media', exclude: [audible] } },
      { ...withSound, test: { ...withSound.test, name: 'sound' } },
    ],
  },
});
