import { expect, it, onTestFinished } from 'vitest';
import { browserEnvironment } from '../src/environment/browser-environment.ts';
import { createLoopback } from './loopback.ts';
import { watchUntil } from './rendering/look.ts';
import type { TabCapture } from './rendering/tab-ear.ts';

/** A tone that this tab plays, in hertz. */
async function play(hertz: number): Promise<void> {
  const context = new AudioContext();
  onTestFinished(() => context.close());
  await context.resume();
  const oscillator = new OscillatorNode(context, { frequency: hertz });
  oscillator.connect(context.destination);
  oscillator.start();
}

/** Hears a track: how loud a pitch is in it, in decibels, and how much of it has come, in seconds. */
function listenTo(track: MediaStreamTrack): (hertz: number) => number {
  const context = new AudioContext();
  onTestFinished(() => context.close());
  const analyser = new AnalyserNode(context, { fftSize: 4096, smoothingTimeConstant: 0 });
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const levels = new Float32Array(analyser.frequencyBinCount);
  return (hertz) => {
    analyser.getFloatFrequencyData(levels);
    return levels[Math.round((hertz * analyser.fftSize) / context.sampleRate)] ?? -Infinity;
  };
}

/** The browser, whose picker has been answered: this tab. */
function pickingThisTab(): typeof browserEnvironment {
  const devices = browserEnvironment.mediaDevices;
  return {
    ...browserEnvironment,
    mediaDevices: devices && {
      ...devices,
      getDisplayMedia: (wanted) => {
        const request: TabCapture = { ...wanted, preferCurrentTab: true };
        return devices.getDisplayMedia?.(request) ?? Promise.reject(new Error('There is no picker.'));
      },
    },
  };
}

async function share(options: { readonly restrictOwnAudio?: boolean }): Promise<MediaStreamTrack> {
  const { local, handed } = createLoopback({ environment: pickingThisTab() });
  await local.screen.enable({ audio: true, selfBrowserSurface: 'include', ...options });
  return handed('screen-audio');
}

// Measured: Chromium 156 on Linux knows the constraint, says false of it, and has the page's sound in the share of its own tab.
it(
  'a tab that shares itself asks to keep its own sound out, and hears it only where the browser says that it does not',
  { timeout: 30_000 },
  async () => {
    await play(1_000);
    const asked = await share({});
    const without = listenTo(asked);
    const withIt = listenTo(await share({ restrictOwnAudio: false }));
    await watchUntil(
      () => String(withIt(1_000) > -45),
      (heard) => heard === 'true',
    );
    expect(asked.getConstraints()).toMatchObject({ restrictOwnAudio: true });
    const isRestricted = Reflect.get(asked.getSettings(), 'restrictOwnAudio') === true;
    expect(without(1_000) < -80).toBe(isRestricted);
  },
);
