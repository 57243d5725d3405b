const sampleRate = 22_050;
const notes = [
  { frequency: 523.25, startsAt: 0 },
  { frequency: 659.25, startsAt: 0.18 },
  { frequency: 783.99, startsAt: 0.36 },
];
const seconds = 0.9;

/** A short, friendly sound as a WAVE file: three notes that fade. */
export function makeChime(): Blob {
  const length = Math.round(sampleRate * seconds);
  const samples = new Int16Array(length);
  for (let index = 0; index < length; index += 1) {
    const time = index / sampleRate;
    let value = 0;
    for (const { frequency, startsAt } of notes) {
      const age = time - startsAt;
      if (age > 0)
        value += Math.sin(2 * Math.PI * frequency * age) * Math.exp(-5 * age) * Math.min(1, age * 100);
    }
    samples[index] = Math.max(-1, Math.min(1, value * 0.25)) * 0x7fff;
  }
  return new Blob([header(samples.byteLength), samples], { type: 'audio/wav' });
}

function header(bytes: number): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(44));
  const write = (offset: number, text: string): void => {
    for (const [index, character] of Array.from(text).entries())
      view.setUint8(offset + index, character.charCodeAt(0));
  };
  write(0, 'RIFF');
  view.setUint32(4, 36 + bytes, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  write(36, 'data');
  view.setUint32(40, bytes, true);
  return view.buffer;
}
