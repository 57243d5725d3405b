// Runs in a page before any of its scripts: a camera of one colour, a microphone of one tone, and an ear for what comes in.
(() => {
  const looks = { ann: { hue: 0, tone: 500 }, ben: { hue: 240, tone: 1250 } };
  const { hue, tone } = looks[new URLSearchParams(location.search).get('user')] ?? looks.ann;
  const audio = () => (globalThis.knownAudio ??= new AudioContext());

  const camera = () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
    const pen = canvas.getContext('2d');
    let frame = 0;
    setInterval(() => {
      frame += 1;
      pen.fillStyle = `hsl(${hue} 100% 50%)`;
      pen.fillRect(0, 0, 320, 180);
      // Something moves, so that frames go on coming.
      pen.fillStyle = '#fff';
      pen.fillRect(frame % 320, 0, 4, 4);
    }, 33);
    return canvas.captureStream(30).getVideoTracks();
  };
  const microphone = () => {
    const source = new OscillatorNode(audio(), { frequency: tone });
    const out = audio().createMediaStreamDestination();
    source.connect(out);
    source.start();
    return out.stream.getAudioTracks();
  };
  navigator.mediaDevices.getUserMedia = async ({ audio: sound, video } = {}) =>
    new MediaStream([...(sound ? microphone() : []), ...(video ? camera() : [])]);

  const ears = [];
  const { addEventListener } = RTCPeerConnection.prototype;
  const Native = RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Native {
    constructor(...given) {
      super(...given);
      addEventListener.call(this, 'track', ({ track }) => {
        if (track.kind !== 'audio') return;
        const ear = new AnalyserNode(audio(), { fftSize: 4096 });
        audio()
          .createMediaStreamSource(new MediaStream([track]))
          .connect(ear);
        ears.push(ear);
      });
    }
  };

  /** The hue of what an element shows; undefined where it shows nothing or no colour. */
  globalThis.hueOf = (selector) => {
    const view = document.querySelector(selector);
    if (!view?.videoWidth) return undefined;
    const pen = new OffscreenCanvas(1, 1).getContext('2d');
    pen.drawImage(view, view.videoWidth / 2, view.videoHeight / 2, 1, 1, 0, 0, 1, 1);
    const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
    const most = Math.max(red, green, blue);
    if (most < 60) return undefined;
    return red === most ? 0 : green === most ? 120 : 240;
  };
  /** The loudest tone that comes in, in Hz; undefined where all is silent. */
  globalThis.toneHeard = () => {
    for (const ear of ears) {
      const levels = new Float32Array(ear.frequencyBinCount);
      ear.getFloatFrequencyData(levels);
      const loudest = levels.indexOf(Math.max(...levels));
      if (levels[loudest] > -60) return (loudest * ear.context.sampleRate) / ear.fftSize;
    }
    return undefined;
  };
})();
