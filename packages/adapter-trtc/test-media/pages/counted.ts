// Imported first: whatever is made in this page from now on is counted.

/** Everything that was made in the page and may still be open. */
export const counted: {
  readonly connections: Set<RTCPeerConnection>;
  readonly sockets: Set<WebSocket>;
  readonly elements: Set<HTMLMediaElement>;
  /** Repeating timers that nobody has stopped. */
  readonly intervals: Map<number, { readonly ms: number; readonly run: () => void }>;
} = { connections: new Set(), sockets: new Set(), elements: new Set(), intervals: new Map() };

const { setInterval: start, clearInterval: end, RTCPeerConnection: Connection, WebSocket: Socket } = window;

/** The least time that each offer of a connection takes, as on a machine that is busy. Milliseconds. */
export const slow = { offerMs: 0 };

window.RTCPeerConnection = class extends Connection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    counted.connections.add(this);
    const offer: unknown = Reflect.get(Connection.prototype, 'createOffer');
    const slowly = async (...given: readonly unknown[]): Promise<unknown> => {
      if (slow.offerMs > 0) await new Promise((resolve) => setTimeout(resolve, slow.offerMs));
      return Reflect.apply(offer as () => Promise<unknown>, this, given);
    };
    Object.assign(this, { createOffer: slowly });
  }
};

window.WebSocket = class extends Socket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols);
    counted.sockets.add(this);
  }
};

const play: unknown = Reflect.get(HTMLMediaElement.prototype, 'play');
HTMLMediaElement.prototype.play = function (this: HTMLMediaElement): Promise<void> {
  counted.elements.add(this);
  return Reflect.apply(play as () => Promise<void>, this, []);
};

window.setInterval = ((run: () => void, ms = 0, ...rest: unknown[]) => {
  const handle = start(run, ms, ...rest);
  counted.intervals.set(handle, { ms, run });
  return handle;
}) as typeof window.setInterval;

window.clearInterval = (handle) => {
  counted.intervals.delete(Number(handle));
  end.call(window, handle);
};
