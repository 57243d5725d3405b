import { openConnections } from '../connections.ts';

/** The windows of 20 ms of what this page receives, and those in which a tone was. */
export interface ToneWindows {
  readonly all: number;
  readonly withTone: number;
}

/** Counts them over so many milliseconds, in all sound that comes together. */
export async function countToneWindows(tone: number, forMs: number): Promise<ToneWindows> {
  const context = new AudioContext();
  await context.audioWorklet.addModule(URL.createObjectURL(new Blob([counter], { type: 'text/javascript' })));
  const node = new AudioWorkletNode(context, 'tone-counter', { processorOptions: { tone } });
  const counts: ToneWindows[] = [];
  node.port.onmessage = ({ data }: MessageEvent<ToneWindows>) => counts.push(data);
  for (const connection of openConnections())
    for (const { track } of connection.getReceivers())
      if (track.kind === 'audio' && track.readyState === 'live')
        context.createMediaStreamSource(new MediaStream([track])).connect(node);
  await context.resume();
  await new Promise((resolve) => setTimeout(resolve, forMs));
  await context.close();
  return {
    all: counts.reduce((sum, { all }) => sum + all, 0),
    withTone: counts.reduce((sum, { withTone }) => sum + withTone, 0),
  };
}

/** Adds up how strong the tone is in each window (Goertzel), and tells once a second in how many it was at least a fifth of what was sent. */
const counter = `
registerProcessor('tone-counter', class extends AudioWorkletProcessor {
  constructor({ processorOptions: { tone } }) {
    super();
    this.size = Math.round(sampleRate / 50);
    this.turn = 2 * Math.cos(2 * Math.PI * tone / sampleRate);
    this.one = this.two = this.at = this.all = this.withTone = 0;
  }
  process([input]) {
    const samples = input[0] ?? new Float32Array(128);
    for (const sample of samples) {
      const next = sample + this.turn * this.one - this.two;
      this.two = this.one;
      this.one = next;
      this.at += 1;
      if (this.at < this.size) continue;
      const power = this.one ** 2 + this.two ** 2 - this.turn * this.one * this.two;
      const amplitude = 2 * Math.sqrt(Math.max(0, power)) / this.size;
      this.all += 1;
      if (amplitude > 0.06) this.withTone += 1;
      this.one = this.two = this.at = 0;
      if (this.all < 50) continue;
      this.port.postMessage({ all: this.all, withTone: this.withTone });
      this.all = this.withTone = 0;
    }
    return true;
  }
});`;
