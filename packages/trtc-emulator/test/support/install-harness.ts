import type { Harness, RemoteView, SdkEvent, SdkInstance, SdkOutcome } from './page-types.ts';

/** Runs in the page, before anything else: everything it needs is inside it. */
export function installHarness(): void {
  interface Rig {
    readonly instance: SdkInstance;
    readonly events: SdkEvent[];
    readonly waiting: Set<() => void>;
    readonly videos: Map<string, HTMLVideoElement>;
    readonly ears: Map<string, { analyser: AnalyserNode; track: MediaStreamTrack }>;
  }
  const rigs = new Map<string, Rig>();
  let audio: AudioContext | undefined;
  const context = (): AudioContext => (audio ??= new AudioContext());
  const rigOf = (name: string): Rig => {
    const rig = rigs.get(name);
    if (rig === undefined) throw new Error(`no instance ${name}`);
    return rig;
  };
  const plain = (value: unknown): Readonly<Record<string, unknown>> => {
    if (typeof value !== 'object' || value === null) return { value };
    const copy: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      if (item instanceof ArrayBuffer) copy[key] = new TextDecoder().decode(item);
      else if (['string', 'number', 'boolean'].includes(typeof item)) copy[key] = item;
    }
    if (value instanceof Error) copy['message'] = value.message;
    return copy;
  };

  const drawing = new OffscreenCanvas(8, 8).getContext('2d', { willReadFrequently: true });
  const hueOf = (video: HTMLVideoElement | undefined): number | undefined => {
    if (video === undefined || video.videoWidth === 0 || drawing === null) return undefined;
    drawing.drawImage(video, 0, 0, 8, 8);
    const [red = 0, green = 0, blue = 0] = drawing.getImageData(4, 2, 1, 1).data;
    const high = Math.max(red, green, blue);
    const span = high - Math.min(red, green, blue);
    if (span < 40) return undefined;
    const sixth =
      high === red
        ? (green - blue) / span
        : high === green
          ? 2 + (blue - red) / span
          : 4 + (red - green) / span;
    return Math.round((sixth * 60 + 360) % 360);
  };
  const toneOf = (analyser: AnalyserNode | undefined): number => {
    if (analyser === undefined) return 0;
    const bins = new Uint8Array(analyser.frequencyBinCount);
    analyser.getByteFrequencyData(bins);
    let best = 0;
    bins.forEach((value, index) => {
      if (value > (bins[best] ?? 0)) best = index;
    });
    return (bins[best] ?? 0) < 100 ? 0 : Math.round((best * context().sampleRate) / analyser.fftSize);
  };
  const watch = (rig: Rig, userId: string, streamType: string): HTMLVideoElement | undefined => {
    const track = rig.instance.getVideoTrack({ userId, streamType });
    if (track === null) return undefined;
    const key = `${userId} ${streamType}`;
    const video = rig.videos.get(key) ?? document.createElement('video');
    video.muted = true;
    rig.videos.set(key, video);
    const shown = video.srcObject instanceof MediaStream ? video.srcObject.getTracks()[0] : undefined;
    if (shown !== track) {
      video.srcObject = new MediaStream([track]);
      void video.play();
    }
    return video;
  };
  const listen = (rig: Rig, userId: string): AnalyserNode | undefined => {
    const track = rig.instance.getAudioTrack({ userId });
    if (track === null) return undefined;
    const known = rig.ears.get(userId);
    if (known?.track === track) return known.analyser;
    // Chromium hands received audio to Web Audio only while an element plays it.
    const element = new Audio();
    element.muted = true;
    element.srcObject = new MediaStream([track]);
    void element.play();
    const analyser = context().createAnalyser();
    analyser.fftSize = 4096;
    analyser.smoothingTimeConstant = 0;
    context()
      .createMediaStreamSource(new MediaStream([track]))
      .connect(analyser);
    void context().resume();
    rig.ears.set(userId, { analyser, track });
    return analyser;
  };
  const picture = (hue: number, size: number): MediaStreamTrack | undefined => {
    const canvas = document.createElement('canvas');
    canvas.width = size;
    canvas.height = (size * 3) / 4;
    const pen = canvas.getContext('2d');
    let frame = 0;
    setInterval(() => {
      if (pen === null) return;
      frame += 1;
      pen.fillStyle = `hsl(${hue} 100% 50%)`;
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.fillStyle = 'black';
      pen.fillRect((frame * 4) % canvas.width, canvas.height * 0.8, 12, canvas.height * 0.2);
    }, 1000 / 10);
    return canvas.captureStream(10).getVideoTracks()[0];
  };
  const tone = (hz: number): MediaStreamTrack | undefined => {
    const oscillator = context().createOscillator();
    oscillator.frequency.value = hz;
    const sink = context().createMediaStreamDestination();
    oscillator.connect(sink);
    oscillator.start();
    void context().resume();
    return sink.stream.getAudioTracks()[0];
  };
  const view = (rig: Rig, userId: string): RemoteView => {
    const camera = watch(rig, userId, 'main');
    return {
      hue: hueOf(camera),
      screenHue: hueOf(watch(rig, userId, 'sub')),
      width: camera?.videoWidth ?? 0,
      toneHz: toneOf(listen(rig, userId)),
    };
  };

  const harness: Harness = {
    create(name) {
      window.TRTC.setLogLevel(5, false);
      const instance = window.TRTC.create({ enableAutoPlayDialog: false });
      const rig: Rig = {
        instance,
        events: [],
        waiting: new Set(),
        videos: new Map(),
        ears: new Map(),
      };
      // A listener for sound frames would make the SDK deliver them all the time.
      for (const event of Object.values(window.TRTC.EVENT).filter((word) => word !== 'audio-frame')) {
        instance.on(event, (payload) => {
          rig.events.push({ name: event, payload: plain(payload) });
          for (const wake of [...rig.waiting]) wake();
        });
      }
      rigs.set(name, rig);
    },
    async publish(name, { hue, toneHz, screenHue, size = 320, small = false }) {
      const { instance } = rigOf(name);
      if (hue !== undefined) {
        const option = {
          videoTrack: picture(hue, size),
          ...(small ? { small: { width: 80, height: 60, frameRate: 5, bitrate: 60 } } : {}),
        };
        await instance.startLocalVideo({ option });
      }
      if (toneHz !== undefined) await instance.startLocalAudio({ option: { audioTrack: tone(toneHz) } });
      if (screenHue !== undefined)
        await instance.startScreenShare({ option: { videoTrack: picture(screenHue, size) } });
    },
    async call(name, method, args, patienceMs): Promise<SdkOutcome> {
      const { instance } = rigOf(name);
      const target: unknown = Reflect.get(instance, method);
      if (typeof target !== 'function') throw new Error(`no method ${method}`);
      const began = performance.now();
      const ms = (): number => Math.round(performance.now() - began);
      const run = async (): Promise<SdkOutcome> => {
        try {
          await Reflect.apply(target, instance, args);
          return { settled: 'resolved', ms: ms() };
        } catch (error) {
          const { code, extraCode, message } = plain(error);
          return {
            settled: 'rejected',
            ms: ms(),
            code: typeof code === 'number' ? code : undefined,
            extraCode: typeof extraCode === 'number' ? extraCode : undefined,
            message: String(message),
          };
        }
      };
      const patience = new Promise<SdkOutcome>((resolve) => {
        setTimeout(() => {
          resolve({ settled: 'pending', ms: ms() });
        }, patienceMs);
      });
      return Promise.race([run(), patience]);
    },
    async send(name, cmdId, text) {
      const bytes = new TextEncoder().encode(text);
      const target: unknown = Reflect.get(rigOf(name).instance, 'sendCustomMessage');
      if (typeof target !== 'function') throw new Error('no messages');
      await Reflect.apply(target, rigOf(name).instance, [{ cmdId, data: bytes.buffer }]);
    },
    events: (name) => rigOf(name).events,
    waitForEvent(name, event, { fields, after, timeoutMs }) {
      const rig = rigOf(name);
      const find = (): SdkEvent | undefined =>
        rig.events
          .slice(after)
          .find(
            (entry) =>
              entry.name === event &&
              Object.entries(fields).every(([key, value]) => entry.payload[key] === value),
          );
      return new Promise((resolve, reject) => {
        const check = (): void => {
          const found = find();
          if (found === undefined) return;
          rig.waiting.delete(check);
          resolve(found);
        };
        rig.waiting.add(check);
        setTimeout(() => {
          rig.waiting.delete(check);
          const had = rig.events.map(({ name: word, payload }) => `${word} ${JSON.stringify(payload)}`);
          reject(new Error(`${name} had no ${event} ${JSON.stringify(fields)}; it had ${had.join('; ')}`));
        }, timeoutMs);
        check();
      });
    },
    waitForView(name, userId, { hue, screenHue, toneHz, silent, width, timeoutMs }) {
      const near = (seen: number | undefined, wanted: number | undefined): boolean =>
        wanted === undefined || (seen !== undefined && Math.abs(((seen - wanted + 540) % 360) - 180) <= 15);
      return new Promise((resolve, reject) => {
        const deadline = performance.now() + timeoutMs;
        const check = (): void => {
          const seen = view(rigOf(name), userId);
          const heard = toneHz === undefined || Math.abs(seen.toneHz - toneHz) <= 25;
          const quiet = silent !== true || seen.toneHz === 0;
          const wide = width === undefined || seen.width === width;
          if (near(seen.hue, hue) && near(seen.screenHue, screenHue) && heard && quiet && wide) resolve(seen);
          else if (performance.now() > deadline)
            reject(new Error(`${name} saw of ${userId}: ${JSON.stringify(seen)}`));
          else setTimeout(check, 100);
        };
        check();
      });
    },
  };
  window.harness = harness;
}
