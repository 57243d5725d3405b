import { onTestFinished } from 'vitest';

/** Chromium has it; it is not in every browser. */
interface Capturable {
  captureStream(): MediaStream;
}

const canCapture = (element: object): element is Capturable => 'captureStream' in element;

/** Hears what an element plays: the loudest frequency in hertz, 0 for silence. */
export async function createEar(element: object): Promise<() => number> {
  if (!canCapture(element)) throw new Error('This element cannot be captured.');
  const context = new AudioContext();
  onTestFinished(() => context.close());
  await context.resume();
  const analyser = new AnalyserNode(context, { fftSize: 4096, smoothingTimeConstant: 0 });
  context.createMediaStreamSource(element.captureStream()).connect(analyser);
  const levels = new Uint8Array(analyser.frequencyBinCount);
  return () => {
    analyser.getByteFrequencyData(levels);
    const loudest = levels.reduce((best, level, index) => (level > (levels[best] ?? 0) ? index : best), 0);
    return (levels[loudest] ?? 0) < 120 ? 0 : (loudest * context.sampleRate) / analyser.fftSize;
  };
}
