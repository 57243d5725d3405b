/** A picture and a tone. */
export interface KnownContent {
  readonly color: readonly [number, number, number];
  readonly frequency: number;
}

/** What fills the pictures and the sound of a page. */
export interface KnownMedia extends KnownContent {
  /** What it shares, picture and sound; the browser's own fake screen where left out. */
  readonly screen?: KnownContent;
  /** What a camera or a microphone gives that is asked for by its id; the same as the others where left out. */
  readonly chosen?: KnownContent;
}

declare global {
  interface Window {
    /** Makes the page's own pictures stop, as a camera that hangs: nothing ends and nothing is muted. */
    holdPictures?: boolean;
  }
}

/**
 * Runs in the page before any of its own code. Its camera becomes a canvas that is filled with `color` and counts its
 * frames in sixteen black or white blocks along the lower edge; its microphone becomes a sine of `frequency`.
 */
export function installKnownMedia({ screen, chosen, ...own }: KnownMedia): void {
  const openPicture = ({ color }: KnownContent): MediaStreamTrack => {
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
      if (!window.holdPictures) draw();
    }, 50);
    return track;
  };

  const openSound = ({ frequency }: KnownContent): MediaStreamTrack => {
    const context = new AudioContext();
    const oscillator = new OscillatorNode(context, { frequency });
    const destination = context.createMediaStreamDestination();
    oscillator.connect(new GainNode(context, { gain: 0.3 })).connect(destination);
    oscillator.start();
    const [track] = destination.stream.getAudioTracks();
    if (!track) throw new Error('No track of the tone.');
    return track;
  };

  const contentOf = (wanted: true | MediaTrackConstraints): KnownContent =>
    (typeof wanted === 'object' && wanted.deviceId !== undefined && chosen) || own;
  navigator.mediaDevices.getUserMedia = ({ video, audio } = {}) => {
    const tracks: MediaStreamTrack[] = [];
    if (video) tracks.push(openPicture(contentOf(video)));
    if (audio) tracks.push(openSound(contentOf(audio)));
    return Promise.resolve(new MediaStream(tracks));
  };
  if (screen) {
    navigator.mediaDevices.getDisplayMedia = (constraints) =>
      Promise.resolve(
        new MediaStream([openPicture(screen), ...(constraints?.audio ? [openSound(screen)] : [])]),
      );
  }
}
