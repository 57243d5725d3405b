import type { Page } from '@playwright/test';
import './probe.ts';

/** The sound that a page lets out of one person. */
export interface HeardNoise {
  /** The loudest of the voice, decibels of the spectrum. */
  readonly voice: number;
  /** The usual of what is above every voice here, decibels of the spectrum. */
  readonly noise: number;
}

/** Listens for half a second to the one audio element of a page that plays. */
export async function readNoise(page: Page): Promise<HeardNoise> {
  return page.evaluate(async (): Promise<HeardNoise> => {
    const nothing = { voice: -Infinity, noise: -Infinity };
    const playing = [...window.probe.players].find(
      (element) =>
        element instanceof HTMLAudioElement && element.srcObject instanceof MediaStream && !element.paused,
    );
    const stream = playing?.srcObject;
    const clone = stream instanceof MediaStream ? stream.getAudioTracks()[0]?.clone() : undefined;
    if (!clone) return nothing;
    const context = new AudioContext();
    await context.resume();
    const analyser = new AnalyserNode(context, { fftSize: 4096, smoothingTimeConstant: 0 });
    context.createMediaStreamSource(new MediaStream([clone])).connect(analyser);
    const width = context.sampleRate / analyser.fftSize;
    const median = (values: readonly number[]): number =>
      [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? -Infinity;
    const voices: number[] = [];
    const noises: number[] = [];
    // The window of the analysis has to fill with sound first.
    const begin = context.currentTime + 0.2;
    while (context.currentTime < begin + 0.5) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      if (context.currentTime < begin) continue;
      const bins = new Float32Array(analyser.frequencyBinCount);
      analyser.getFloatFrequencyData(bins);
      const between = (from: number, to: number): number[] => [
        ...bins.slice(Math.round(from / width), Math.round(to / width)),
      ];
      voices.push(Math.max(...between(550, 850)));
      noises.push(median(between(4500, 7500)));
    }
    clone.stop();
    await context.close();
    return { voice: Math.max(...voices), noise: median(noises) };
  });
}
