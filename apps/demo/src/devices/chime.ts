const sampleRate = 22_050;
const [low, middle, high] = [523.25, 659.25, 783.99];
const chimes = {
  test: { frequencies: [low, middle, high], volume: 0.25 },
  joined: { frequencies: [low, high], volume: 0.12 },
  left: { frequencies: [high, low], volume: 0.12 },
} as const;
/** Seconds from one note to the next. */
const apart = 0.18;

/** What a chime is for: trying the speaker, or telling that somebody came or went. */
export type ChimeKind = keyof typeof chimes;

/** A short, friendly sound as a WAVE file: a few notes that fade. */
export function makeChime(kind: ChimeKind): Blob {
  const { frequencies, volume } = chimes[kind];
  const notes = frequencies.map((frequency, index) => ({ frequency, startsAt: index * apart }));
  const seconds = frequencies.length * apart + 0.36;
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
    samples[index] = Math.max(-1, Math.min(1, value * volume)) * 0x7fff;
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
