/** What a page has open. Counted from before its own code runs, whatever code opened it. */
export interface OpenThings {
  readonly timers: number;
  readonly sockets: number;
  readonly channels: number;
  /** Listeners on the window, the document, the devices and the lifecycle: what outlives a call. */
  readonly listeners: number;
  /** Media elements made and still with a stream. */
  readonly elements: number;
  /** Tracks that were cloned or received and are still live. */
  readonly liveTracks: number;
}

declare global {
  interface Window {
    countOpen: () => OpenThings;
  }
}

/** Runs in a page before its own code. */
export function installCounters(): void {
  const timers = new Set<unknown>();
  const { setTimeout: later, setInterval: often, clearTimeout: notLater, clearInterval: notOften } = window;
  Object.assign(window, {
    setTimeout: (run: () => void, ms?: number) => {
      const handle = later(() => {
        timers.delete(handle);
        run();
      }, ms);
      timers.add(handle);
      return handle;
    },
    setInterval: (run: () => void, ms?: number) => {
      const handle = often(run, ms);
      timers.add(handle);
      return handle;
    },
    clearTimeout: (handle: number) => {
      timers.delete(handle);
      notLater(handle);
    },
    clearInterval: (handle: number) => {
      timers.delete(handle);
      notOften(handle);
    },
  });

  const sockets = new Set<WebSocket>();
  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      sockets.add(this);
    }
  };
  const channels = new Set<BroadcastChannel>();
  window.BroadcastChannel = class extends BroadcastChannel {
    constructor(name: string) {
      super(name);
      channels.add(this);
    }
    override close(): void {
      channels.delete(this);
      super.close();
    }
  };

  let listeners = 0;
  for (const target of [window, document, navigator.mediaDevices] as readonly EventTarget[]) {
    const kept = new Map<string, Set<unknown>>();
    const { addEventListener: add, removeEventListener: remove } = target;
    target.addEventListener = (name, listener, options) => {
      const all = kept.get(name) ?? new Set();
      kept.set(name, all);
      const gone = (): void => {
        if (all.delete(listener)) listeners -= 1;
      };
      if (!all.has(listener)) {
        all.add(listener);
        listeners += 1;
        if (typeof options === 'object') options.signal?.addEventListener('abort', gone);
      }
      add.call(target, name, listener, options);
    };
    target.removeEventListener = (name, listener, options) => {
      if (kept.get(name)?.delete(listener)) listeners -= 1;
      remove.call(target, name, listener, options);
    };
  }

  const elements = new Set<HTMLMediaElement>();
  const stream = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject');
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    ...stream,
    set(this: HTMLMediaElement, value: MediaStream | null) {
      if (value === null) elements.delete(this);
      else elements.add(this);
      stream?.set?.call(this, value);
    },
  });

  const tracks = new Set<MediaStreamTrack>();
  const clone = MediaStreamTrack.prototype.clone;
  MediaStreamTrack.prototype.clone = function (this: MediaStreamTrack) {
    const copy = clone.call(this);
    tracks.add(copy);
    return copy;
  };
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener('track', ({ track }) => tracks.add(track));
    }
  };

  window.countOpen = () => ({
    timers: timers.size,
    sockets: [...sockets].filter(({ readyState }) => readyState !== WebSocket.CLOSED).length,
    channels: channels.size,
    listeners,
    elements: elements.size,
    liveTracks: [...tracks].filter(({ readyState }) => readyState === 'live').length,
  });
}
