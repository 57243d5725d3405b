/** State of one of the probe's own tracks. */
export interface ProbeTrack {
  readonly readyState: string;
  readonly enabled: boolean;
}

/** One sender of the publishing peer connection. */
export interface ProbeSender {
  readonly kind: string;
  /** The probe's name of the track that it sends; `other` for one that the SDK made. */
  readonly track: string;
  readonly trackEnabled: boolean;
}

/** What the probe can do in a page, beside the harness. */
export interface Probe {
  /** Makes a picture of a colour, or a tone. */
  make(key: string, content: { hue: number } | { toneHz: number }): void;
  /** Hands a track to `setExternalMediaTrack`: 0 microphone, 1 camera, 2 screen. */
  give(name: string, key: string, type: 0 | 1 | 2): boolean;
  flags(
    name: string,
    flags: { audio?: boolean; camera?: boolean; screen?: boolean; enableCamera?: boolean },
  ): void;
  enable(key: string, enabled: boolean): void;
  track(key: string): ProbeTrack;
  /** Senders of the publishing connection; `undefined` where the private field is not there. */
  senders(name: string): readonly ProbeSender[] | undefined;
  replace(name: string, index: number, key: string | null): Promise<void>;
  /** Audio energy that the publishing connection takes in over half a second, from `media-source` statistics. */
  energy(name: string): Promise<number>;
  /** Peer connections that were made through the global constructor after the probe replaced it. */
  connections(): number;
  /** How often the SDK asked for a device of its own. */
  readonly captures: string[];
}

declare global {
  interface Window {
    probe: Probe;
  }
}

/** Runs in the page; everything it needs is inside it. */
export function installProbe(): void {
  const tracks = new Map<string, MediaStreamTrack>();
  const audio = new AudioContext();
  const captures: string[] = [];
  const { mediaDevices } = navigator;
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  const getDisplayMedia = mediaDevices.getDisplayMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = (constraints) => {
    captures.push('getUserMedia');
    return getUserMedia(constraints);
  };
  mediaDevices.getDisplayMedia = (constraints) => {
    captures.push('getDisplayMedia');
    return getDisplayMedia(constraints);
  };
  const trackOf = (key: string): MediaStreamTrack => {
    const track = tracks.get(key);
    if (track === undefined) throw new Error(`no track ${key}`);
    return track;
  };
  const get = (value: unknown, name: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  const connectionOf = (name: string): RTCPeerConnection | undefined => {
    const found = get(get(get(window.harness.engine(name), '_channelInfo'), 'self'), 'conn');
    if (found instanceof Original) return found;
    // Some versions of the field hold a wrapper.
    for (const value of typeof found === 'object' && found !== null ? Object.values(found) : []) {
      if (value instanceof Original) return value;
    }
    return undefined;
  };
  const Original = window.RTCPeerConnection;
  let made = 0;
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      made += 1;
    }
  };
  window.probe = {
    captures,
    connections: () => made,
    make(key, content) {
      if ('hue' in content) {
        const canvas = document.createElement('canvas');
        canvas.width = 320;
        canvas.height = 240;
        const drawing = canvas.getContext('2d');
        setInterval(() => {
          if (drawing === null) return;
          drawing.fillStyle = `hsl(${content.hue} 100% 50%)`;
          drawing.fillRect(0, 0, 320, 240);
          drawing.fillStyle = 'black';
          drawing.fillRect((performance.now() / 10) % 320, 200, 10, 40);
        }, 66);
        const [track] = canvas.captureStream(15).getTracks();
        if (track !== undefined) tracks.set(key, track);
        return;
      }
      const oscillator = audio.createOscillator();
      oscillator.frequency.value = content.toneHz;
      const sink = audio.createMediaStreamDestination();
      oscillator.connect(sink);
      oscillator.start();
      void audio.resume();
      const [track] = sink.stream.getTracks();
      if (track !== undefined) tracks.set(key, track);
    },
    give: (name, key, type) => window.harness.engine(name).setExternalMediaTrack(trackOf(key), type),
    flags(name, flags) {
      const engine = window.harness.engine(name);
      if (flags.audio !== undefined) engine.configLocalAudioPublish = flags.audio;
      if (flags.camera !== undefined) engine.configLocalCameraPublish = flags.camera;
      if (flags.screen !== undefined) engine.configLocalScreenPublish = flags.screen;
      if (flags.enableCamera !== undefined) Reflect.set(engine, 'enableCamera', flags.enableCamera);
    },
    enable(key, enabled) {
      trackOf(key).enabled = enabled;
    },
    track(key) {
      const { readyState, enabled } = trackOf(key);
      return { readyState, enabled };
    },
    senders(name) {
      return connectionOf(name)
        ?.getSenders()
        .map(({ track }) => ({
          kind: track?.kind ?? 'none',
          track: [...tracks].find(([, own]) => own === track)?.[0] ?? (track === null ? 'none' : 'other'),
          trackEnabled: track?.enabled ?? false,
        }));
    },
    async replace(name, index, key) {
      const sender = connectionOf(name)?.getSenders()[index];
      if (sender === undefined) throw new Error(`no sender ${index}`);
      await sender.replaceTrack(key === null ? null : trackOf(key));
    },
    async energy(name) {
      const connection = connectionOf(name);
      if (connection === undefined) throw new Error('no connection');
      const read = async (): Promise<{ energy: number; seconds: number }> => {
        const sum = { energy: 0, seconds: 0 };
        (await connection.getStats()).forEach((entry: unknown) => {
          if (get(entry, 'type') !== 'media-source' || get(entry, 'kind') !== 'audio') return;
          sum.energy += Number(get(entry, 'totalAudioEnergy'));
          sum.seconds += Number(get(entry, 'totalSamplesDuration'));
        });
        return sum;
      };
      const before = await read();
      const until = performance.now() + 10_000;
      let now = before;
      // Half a second of sound, as the browser counts it.
      while (now.seconds < before.seconds + 0.5) {
        if (performance.now() > until) throw new Error('the sender takes no sound');
        now = await read();
      }
      return now.energy - before.energy;
    },
  };
}
