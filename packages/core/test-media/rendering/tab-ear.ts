import { onTestFinished } from 'vitest';

/** A request for this very tab. */
export interface TabCapture extends DisplayMediaStreamOptions {
  readonly preferCurrentTab: boolean;
}

/** Hears what comes out of this tab. */
export interface TabEar {
  /** Listens anew. */
  listen(): void;
  /** Tells how loud a pitch was when it was listened last: decibels for a frequency in hertz. */
  levelAt(hertz: number): number;
}

/** Captures this tab until the test is over; `fftSize` as of an AnalyserNode says how near two pitches may be. */
export async function createTabEar(fftSize: number): Promise<TabEar> {
  const raw = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  const request: TabCapture = { video: true, audio: raw, preferCurrentTab: true };
  const tab = await navigator.mediaDevices.getDisplayMedia(request);
  const context = new AudioContext();
  onTestFinished(async () => {
    for (const track of tab.getTracks()) track.stop();
    await context.close();
  });
  const analyser = new AnalyserNode(context, { fftSize, smoothingTimeConstant: 0 });
  context.createMediaStreamSource(new MediaStream(tab.getAudioTracks())).connect(analyser);
  const levels = new Float32Array(analyser.frequencyBinCount);
  return {
    listen() {
      analyser.getFloatFrequencyData(levels);
    },
    levelAt: (hertz) => levels[Math.round((hertz * fftSize) / context.sampleRate)] ?? -Infinity,
  };
}
