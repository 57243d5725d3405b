import { createNoiseNode } from './noise-node.ts';

/** The length of the sound that is tried, seconds, and the number of looks whether the code runs. */
const lengthSeconds = 2;
const stepSeconds = 0.05;

let measured: Promise<number> | undefined;

/** Tries how long 10 ms of sound take here, milliseconds; once for the page. */
export function noiseCost(): Promise<number> {
  measured ??= measure().catch((error: unknown) => {
    measured = undefined;
    throw error;
  });
  return measured;
}

async function measure(): Promise<number> {
  const sampleRate = 48_000;
  const context = new OfflineAudioContext(1, lengthSeconds * sampleRate, sampleRate);
  const node = await createNoiseNode(context);
  const analyser = new AnalyserNode(context);
  const tone = new OscillatorNode(context);
  tone.connect(node).connect(analyser).connect(context.destination);
  tone.start();
  let begun: { readonly at: number; readonly seconds: number } | undefined;
  // Its code is compiled while the first sound goes through, which is silent until then.
  for (let step = 1; step * stepSeconds < lengthSeconds / 2; step += 1)
    void context.suspend(step * stepSeconds).then(async () => {
      if (!begun && runs(analyser)) begun = { at: performance.now(), seconds: context.currentTime };
      // Back to the queue of events: what the node waits for comes by one.
      else if (!begun) await new Promise((resolve) => setTimeout(resolve, 5));
      await context.resume();
    });
  await context.startRendering();
  node.destroy();
  if (!begun) throw new Error('The noise removal did not start.');
  return (performance.now() - begun.at) / ((lengthSeconds - begun.seconds) * 100);
}

function runs(analyser: AnalyserNode): boolean {
  const samples = new Float32Array(analyser.fftSize);
  analyser.getFloatTimeDomainData(samples);
  return samples.some((sample) => sample !== 0);
}
