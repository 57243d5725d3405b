import type { Page } from '@playwright/test';
import { identities } from './identities.ts';
import './probe.ts';

/** A sound that reaches the loudspeaker of a page. */
export interface Sound {
  /** Whose it is, by its tone; `silence`, or `noise` for a tone of nobody's. */
  readonly of: string;
  /** Its loudness, root mean square, 0…1. */
  readonly level: number;
}

interface Tone {
  readonly frequency: number;
  readonly level: number;
}

/** What every audio element of a page that plays, unmuted and loud enough to hear, lets out at this moment. */
export async function readSounds(page: Page): Promise<Sound[]> {
  const tones = await page.evaluate(async (): Promise<Tone[]> => {
    const playing = [...window.probe.players].filter(
      (element) =>
        element instanceof HTMLAudioElement &&
        element.srcObject instanceof MediaStream &&
        !element.paused &&
        !element.muted &&
        element.volume > 0.01,
    );
    const context = new AudioContext();
    await context.resume();
    const tracks: MediaStreamTrack[] = [];
    const analysers = playing.map(({ srcObject }) => {
      const [track] = srcObject instanceof MediaStream ? srcObject.getAudioTracks() : [];
      if (!track) return undefined;
      const clone = track.clone();
      tracks.push(clone);
      const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
      context.createMediaStreamSource(new MediaStream([clone])).connect(analyser);
      return analyser;
    });
    // The window of the analysis has to fill with sound first.
    const end = context.currentTime + 0.3;
    while (context.currentTime < end) await new Promise((resolve) => requestAnimationFrame(resolve));
    const read = analysers.map((analyser): Tone => {
      if (!analyser) return { frequency: 0, level: 0 };
      const samples = new Float32Array(4096);
      analyser.getFloatTimeDomainData(samples);
      const level = Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
      const bins = new Float32Array(analyser.frequencyBinCount);
      analyser.getFloatFrequencyData(bins);
      const peak = bins.reduce((best, value, index) => (value > (bins[best] ?? -Infinity) ? index : best), 0);
      return { frequency: (peak * context.sampleRate) / analyser.fftSize, level };
    });
    for (const track of tracks) track.stop();
    await context.close();
    return read;
  });
  return tones.map(({ frequency, level }) => ({ of: nameOf(frequency, level), level }));
}

function nameOf(frequency: number, level: number): string {
  if (level < 0.002) return 'silence';
  return identities.find((identity) => Math.abs(identity.frequency - frequency) < 20)?.name ?? 'noise';
}

/** Whose tones a page lets out, in the order of their names. */
export async function heardBy(page: Page): Promise<string[]> {
  const sounds = await readSounds(page);
  return sounds.map((sound) => sound.of).sort();
}
