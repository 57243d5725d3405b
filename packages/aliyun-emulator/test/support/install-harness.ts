import type { AliRtcEngine } from '../../../adapter-aliyun/src/sdk-types/engine.ts';
import type { Harness, RemoteView, SdkEvent, SdkOutcome } from './page-types.ts';

/** Runs in the page, before anything else: everything it needs is inside it. */
export function installHarness(): void {
  const names = [
    'onJoin',
    'onLeave',
    'onPublisher',
    'onUnPublisher',
    'onNotify',
    'onBye',
    'onError',
    'onUpdateRole',
    'onMediaStreamUpdate',
    'OnConnecting',
    'OnConnected',
  ] as const;
  interface Ear {
    readonly analyser: AnalyserNode;
    readonly trackId: string;
  }
  interface Rig {
    readonly engine: AliRtcEngine;
    readonly events: SdkEvent[];
    readonly waiting: Set<() => void>;
    readonly remote: Map<string, MediaStream>;
    readonly videos: Map<string, HTMLVideoElement>;
    readonly ears: Map<string, Ear>;
  }
  const rigs = new Map<string, Rig>();
  let audio: AudioContext | undefined;
  const context = (): AudioContext => (audio ??= new AudioContext());

  const rigOf = (name: string): Rig => {
    const rig = rigs.get(name);
    if (rig === undefined) throw new Error(`no engine ${name}`);
    return rig;
  };
  const field = (value: unknown, name: string): unknown =>
    typeof value === 'object' && value !== null
      ? Object.getOwnPropertyDescriptor(value, name)?.value
      : undefined;
  const plain = (value: unknown, depth: number): unknown => {
    if (value instanceof MediaStream) return value.getTracks().map((track) => track.id);
    if (typeof value === 'function') return undefined;
    if (typeof value !== 'object' || value === null || depth > 4)
      return typeof value === 'object' && value !== null ? '…' : value;
    if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1));
    const copy: Record<string, unknown> = {};
    for (const key of Object.keys(value)) copy[key] = plain(field(value, key), depth + 1);
    return copy;
  };

  // One small canvas for all: reading pixels back is what costs most when many engines look at each other.
  const drawing = new OffscreenCanvas(8, 8).getContext('2d', { willReadFrequently: true });
  const hueOf = (video: HTMLVideoElement | undefined): number | undefined => {
    if (video === undefined || video.videoWidth === 0) return undefined;
    if (drawing === null) return undefined;
    drawing.drawImage(video, 0, 0, 8, 8);
    // The middle of the picture: a bar that moves along the lower edge shows that time passes.
    const [red = 0, green = 0, blue = 0] = drawing.getImageData(4, 2, 1, 1).data;
    const high = Math.max(red, green, blue);
    const low = Math.min(red, green, blue);
    if (high - low < 40) return undefined;
    const span = high - low;
    const sixth =
      high === red
        ? (green - blue) / span
        : high === green
          ? 2 + (blue - red) / span
          : 4 + (red - green) / span;
    return Math.round((sixth * 60 + 360) % 360);
  };
  const toneOf = (ear: Ear | undefined): number => {
    if (ear === undefined) return 0;
    const bins = new Uint8Array(ear.analyser.frequencyBinCount);
    ear.analyser.getByteFrequencyData(bins);
    let best = 0;
    bins.forEach((value, index) => {
      if (value > (bins[best] ?? 0)) best = index;
    });
    return (bins[best] ?? 0) < 100 ? 0 : Math.round((best * context().sampleRate) / ear.analyser.fftSize);
  };
  const look = (rig: Rig, userId: string): void => {
    const stream = rig.remote.get(userId);
    if (stream === undefined) return;
    for (const track of stream.getTracks()) {
      const key = `${userId} ${track.id}`;
      if (track.kind === 'video') {
        let video = rig.videos.get(key);
        const shown = video?.srcObject instanceof MediaStream ? video.srcObject.getTracks()[0] : undefined;
        if (video === undefined) {
          video = document.createElement('video');
          video.muted = true;
          rig.videos.set(key, video);
        }
        if (shown !== track) {
          video.srcObject = new MediaStream([track]);
          void video.play();
        }
      } else if (rig.ears.get(userId)?.trackId !== `${track.id}${stream.id}${track.readyState}`) {
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
        rig.ears.set(userId, { analyser, trackId: `${track.id}${stream.id}${track.readyState}` });
      }
    }
  };

  const harness: Harness = {
    create(name) {
      const options = { isDebug: true, customPlay: true };
      const engine = new window.AliRtcEngine(options);
      const rig: Rig = {
        engine,
        events: [],
        waiting: new Set(),
        remote: new Map(),
        videos: new Map(),
        ears: new Map(),
      };
      for (const event of names) {
        engine.on(event, (payload) => {
          const userId = field(payload, 'userId');
          const stream = field(payload, 'mediaStream');
          if (
            event === 'onMediaStreamUpdate' &&
            typeof userId === 'string' &&
            stream instanceof MediaStream
          ) {
            rig.remote.set(userId, stream);
            look(rig, userId);
          }
          rig.events.push({ name: event, payload: plain(payload, 0) });
          for (const wake of [...rig.waiting]) wake();
        });
      }
      rigs.set(name, rig);
    },
    engine: (name) => rigOf(name).engine,
    prepare(name, { hue, toneHz, screenHue, size = 320, fps = 15 }) {
      const { engine } = rigOf(name);
      const picture = (colour: number): MediaStreamTrack | undefined => {
        const canvas = document.createElement('canvas');
        canvas.width = size;
        canvas.height = (size * 3) / 4;
        const drawing = canvas.getContext('2d');
        let frame = 0;
        setInterval(() => {
          if (drawing === null) return;
          frame += 1;
          drawing.fillStyle = `hsl(${colour} 100% 50%)`;
          drawing.fillRect(0, 0, canvas.width, canvas.height);
          drawing.fillStyle = 'black';
          drawing.fillRect((frame * 4) % canvas.width, canvas.height * 0.8, 12, canvas.height * 0.2);
        }, 1000 / fps);
        return canvas.captureStream(fps).getVideoTracks()[0];
      };
      const oscillator = context().createOscillator();
      oscillator.frequency.value = toneHz;
      const sink = context().createMediaStreamDestination();
      oscillator.connect(sink);
      oscillator.start();
      void context().resume();
      const camera = picture(hue);
      const microphone = sink.stream.getAudioTracks()[0];
      if (microphone !== undefined) engine.setExternalMediaTrack(microphone, 0);
      if (camera !== undefined) engine.setExternalMediaTrack(camera, 1);
      if (screenHue !== undefined) {
        const screen = picture(screenHue);
        if (screen !== undefined) engine.setExternalMediaTrack(screen, 2);
        engine.configLocalScreenPublish = true;
      }
    },
    async call(name, method, args, patienceMs): Promise<SdkOutcome> {
      const { engine } = rigOf(name);
      const target: unknown = Reflect.get(engine, method);
      if (typeof target !== 'function') throw new Error(`no method ${method}`);
      const run = async (): Promise<SdkOutcome> => {
        try {
          const value: unknown = await Reflect.apply(target, engine, args);
          return { settled: 'resolved', value: plain(value, 3) };
        } catch (error) {
          const text = (key: string): string | undefined => {
            const value = error instanceof Error && key === 'message' ? error.message : field(error, key);
            return typeof value === 'string' ? value : undefined;
          };
          const number = (key: string): number | undefined => {
            const value = field(error, key);
            return typeof value === 'number' ? value : undefined;
          };
          const errorCode = number('errorCode');
          const code = number('code');
          const message = text('message') ?? text('description');
          return {
            settled: 'rejected',
            ...(errorCode === undefined ? {} : { errorCode }),
            ...(code === undefined ? {} : { code }),
            ...(message === undefined ? {} : { message }),
          };
        }
      };
      const patience = new Promise<SdkOutcome>((resolve) => {
        setTimeout(() => {
          resolve({ settled: 'pending' });
        }, patienceMs);
      });
      return Promise.race([run(), patience]);
    },
    events: (name) => rigOf(name).events,
    waitForEvent(name, event, { userId, errorCode, timeoutMs }) {
      const rig = rigOf(name);
      const find = (): SdkEvent | undefined =>
        rig.events.find(
          (entry) =>
            entry.name === event &&
            (userId === undefined || field(entry.payload, 'userId') === userId) &&
            (errorCode === undefined || field(entry.payload, 'errorCode') === errorCode),
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
          reject(
            new Error(
              `${name} had no ${event} ${userId ?? ''}; it had ${rig.events.map((entry) => entry.name).join(' ')}`,
            ),
          );
        }, timeoutMs);
        check();
      });
    },
    view(name, userId): RemoteView {
      const rig = rigOf(name);
      look(rig, userId);
      const camera = rig.videos.get(`${userId} sophon_video_camera_large`);
      return {
        trackIds:
          rig.remote
            .get(userId)
            ?.getTracks()
            .map((track) => track.id) ?? [],
        hue: hueOf(camera),
        screenHue: hueOf(rig.videos.get(`${userId} sophon_video_screen_share`)),
        width: camera?.videoWidth ?? 0,
        toneHz: toneOf(rig.ears.get(userId)),
      };
    },
    waitForView(name, userId, { hue, screenHue, toneHz, silent, timeoutMs }) {
      const near = (seen: number | undefined, wanted: number | undefined): boolean =>
        wanted === undefined || (seen !== undefined && Math.abs(((seen - wanted + 540) % 360) - 180) <= 15);
      return new Promise((resolve, reject) => {
        const deadline = performance.now() + timeoutMs;
        const check = (): void => {
          const seen = harness.view(name, userId);
          const heard = toneHz === undefined || Math.abs(seen.toneHz - toneHz) <= 25;
          const quiet = silent !== true || seen.toneHz === 0;
          if (near(seen.hue, hue) && near(seen.screenHue, screenHue) && heard && quiet) resolve(seen);
          else if (performance.now() > deadline)
            reject(new Error(`${name} saw of ${userId}: ${JSON.stringify(seen)}`));
          else setTimeout(check, 200);
        };
        check();
      });
    },
  };
  window.harness = harness;
}
