declare global {
  interface Window {
    /** Every track that a device gave. */
    deviceTracks: MediaStreamTrack[];
    /** Every audio context of the page. */
    contexts: AudioContext[];
  }
}

/**
 * Runs in the page before any of its own code. The camera shows somebody drawn before a wall of small squares, in another shirt where
 * it was asked for by its id; the microphone gives something like a vowel,
 * syllable after syllable, and the noise of a fan.
 */
export function installDrawnPerson(): void {
  window.deviceTracks = [];
  window.contexts = [];
  const Real = AudioContext;
  window.AudioContext = class extends Real {
    constructor(options?: AudioContextOptions) {
      super(options);
      window.contexts.push(this);
    }
  };
  const ellipse = (
    context: CanvasRenderingContext2D,
    color: string,
    [x, y, width, height]: readonly [number, number, number, number],
    from = 0,
  ): void => {
    context.fillStyle = color;
    context.beginPath();
    context.ellipse(x, y, width, height, 0, from, Math.PI * 2);
    context.fill();
  };
  const draw = (context: CanvasRenderingContext2D, shirt: string): void => {
    for (let x = 0; x < 1280; x += 40) {
      for (let y = 0; y < 720; y += 40) {
        context.fillStyle = ((x + y) / 40) % 2 ? '#d8e4ea' : '#31505c';
        context.fillRect(x, y, 40, 40);
      }
    }
    ellipse(context, shirt, [640, 800, 360, 300]);
    context.fillStyle = '#d9a98a';
    context.fillRect(590, 420, 100, 120);
    ellipse(context, '#e3b79b', [640, 340, 120, 155]);
    ellipse(context, '#3a2723', [640, 265, 132, 100], Math.PI);
    for (const x of [595, 685]) {
      ellipse(context, '#fff', [x, 330, 20, 11]);
      ellipse(context, '#241a16', [x, 330, 9, 9]);
      context.fillStyle = '#4a2f26';
      context.fillRect(x - 25, 300, 50, 8);
    }
    ellipse(context, '#b98468', [638, 378, 10, 14]);
    ellipse(context, '#a3433c', [640, 425, 40, 12]);
  };
  const openPicture = (shirt: string): MediaStreamTrack => {
    const canvas = document.createElement('canvas');
    canvas.width = 640;
    canvas.height = 360;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('No canvas.');
    context.scale(0.5, 0.5);
    draw(context, shirt);
    const [track] = canvas.captureStream(15).getVideoTracks();
    if (!track) throw new Error('No track of the canvas.');
    const timer = setInterval(() => {
      if (track.readyState === 'ended') clearInterval(timer);
      else draw(context, shirt);
    }, 66);
    return track;
  };
  const openSound = (): MediaStreamTrack => {
    const context = new Real();
    const noise = context.createBuffer(1, context.sampleRate, context.sampleRate);
    noise.getChannelData(0).forEach((_, index, samples) => (samples[index] = (Math.random() * 2 - 1) * 0.1));
    const destination = context.createMediaStreamDestination();
    // What a vowel is made of: the overtones of a throat, and the two that a mouth makes louder.
    const overtones = Array.from({ length: 24 }, (_, index) =>
      index === 0
        ? 0
        : Math.exp(-(((index * 140 - 700) / 350) ** 2)) +
          0.7 * Math.exp(-(((index * 140 - 1200) / 300) ** 2)) +
          0.1 / index,
    );
    const vowel = new OscillatorNode(context, {
      frequency: 140,
      periodicWave: new PeriodicWave(context, { imag: overtones, disableNormalization: true }),
    });
    const melody = new OscillatorNode(context, { frequency: 3 });
    melody.connect(new GainNode(context, { gain: 15 })).connect(vowel.frequency);
    const syllables = new OscillatorNode(context, { frequency: 4 });
    const mouth = new GainNode(context, { gain: 0.04 });
    syllables.connect(new GainNode(context, { gain: 0.04 })).connect(mouth.gain);
    vowel.connect(mouth).connect(destination);
    const fan = new AudioBufferSourceNode(context, { buffer: noise, loop: true });
    fan.connect(destination);
    for (const node of [vowel, melody, syllables, fan]) node.start();
    const [track] = destination.stream.getAudioTracks();
    if (!track) throw new Error('No track of the sound.');
    return track;
  };
  navigator.mediaDevices.getUserMedia = ({ video, audio } = {}) => {
    const asked = typeof video === 'object' && video.deviceId !== undefined;
    const tracks: MediaStreamTrack[] = [];
    if (video) tracks.push(openPicture(asked ? '#7a2740' : '#27407a'));
    if (audio) tracks.push(openSound());
    window.deviceTracks.push(...tracks);
    return Promise.resolve(new MediaStream(tracks));
  };
}
