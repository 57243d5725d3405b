/** What fills the pictures and the sound of a page. */
export interface KnownMedia {
  readonly color: readonly [number, number, number];
  readonly frequency: number;
}

/**
 * Runs in the page before any of its own code. Its camera becomes a canvas that is filled with `color` and counts its
 * frames in sixteen black or white blocks along the lower edge; its microphone becomes a sine of `frequency`.
 */
export function installKnownMedia({ color, frequency }: KnownMedia): void {
  const openCamera = (): MediaStreamTrack => {
    const canvas = document.createElement('canvas');
    canvas.width = 320;
    canvas.height = 180;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('No canvas.');
    let count = 0;
    const draw = (): void => {
      count += 1;
      context.fillStyle = `rgb(${color.join(' ')})`;
      context.fillRect(0, 0, 320, 140);
      for (let bit = 0; bit < 16; bit += 1) {
        context.fillStyle = (count >> bit) & 1 ? '#fff' : '#000';
        context.fillRect(bit * 20, 140, 20, 40);
      }
    };
    draw();
    const [track] = canvas.captureStream(20).getVideoTracks();
    if (!track) throw new Error('No track of the canvas.');
    const timer = setInterval(() => {
      if (track.readyState === 'ended') clearInterval(timer);
      draw();
    }, 50);
    return track;
  };

  const openMicrophone = (): MediaStreamTrack => {
    const context = new AudioContext();
    const oscillator = new OscillatorNode(context, { frequency });
    const destination = context.createMediaStreamDestination();
    oscillator.connect(new GainNode(context, { gain: 0.3 })).connect(destination);
    oscillator.start();
    const [track] = destination.stream.getAudioTracks();
    if (!track) throw new Error('No track of the tone.');
    return track;
  };

  navigator.mediaDevices.getUserMedia = (constraints) => {
    const tracks: MediaStreamTrack[] = [];
    if (constraints?.video) tracks.push(openCamera());
    if (constraints?.audio) tracks.push(openMicrophone());
    return Promise.resolve(new MediaStream(tracks));
  };
}
