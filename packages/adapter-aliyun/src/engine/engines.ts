import { withoutTelemetry } from './engine-internals.ts';
import type { AliEngine, AliEngineConstructor } from './port.ts';

/** Engines, made as they are needed and kept for the next call. */
export interface Engines {
  /** Loads the SDK, and makes nothing yet. */
  load(): Promise<AliEngineConstructor>;
  /** One that nobody uses. */
  take(): Promise<AliEngine>;
  /** Takes one back that has left in order. */
  give(engine: AliEngine): void;
}

/**
 * Each engine keeps a canvas and a video element for good, and all engines of a page two `AudioContext`s, also after they have
 * left (measured); so one that has left in order serves the next call.
 */
export function createEngines(load: () => Promise<AliEngineConstructor>): Engines {
  const idle: AliEngine[] = [];
  let looked: Promise<void> | undefined;
  return {
    load,
    async take() {
      const Engine = await load();
      const engine = idle.pop() ?? make(Engine);
      looked ??= lookAtBrowser(engine);
      try {
        await looked;
      } catch (cause) {
        // The next join looks again.
        looked = undefined;
        idle.push(engine);
        throw cause;
      }
      return engine;
    },
    give(engine) {
      idle.push(engine);
    },
  };
}

/** An engine takes the page's one `ondevicechange` for itself (measured); the app's own comes back. */
function make(Engine: AliEngineConstructor): AliEngine {
  const devices: { ondevicechange: unknown } | undefined = (globalThis as Partial<typeof globalThis>)
    .navigator?.mediaDevices;
  const before = devices?.ondevicechange;
  const engine = new Engine({ customPlay: true });
  if (devices) devices.ondevicechange = before;
  withoutTelemetry(engine);
  return engine;
}

/**
 * As long as the SDK has not looked at the page's SDP, every join makes a connection for that and never closes it (measured: 100
 * after 100 calls). So it looks once, as one that only receives, which opens no device; it makes the connection within this call.
 */
async function lookAtBrowser(engine: AliEngine): Promise<void> {
  const scope: Partial<Pick<typeof globalThis, 'RTCPeerConnection'>> = globalThis;
  const Native = scope.RTCPeerConnection;
  if (!Native) return;
  const made: RTCPeerConnection[] = [];
  scope.RTCPeerConnection = new Proxy(Native, {
    construct(target, given, newTarget) {
      const connection = Reflect.construct(target, given, newTarget) as RTCPeerConnection;
      made.push(connection);
      return connection;
    },
  });
  try {
    let looking: Promise<unknown>;
    try {
      looking = engine.isSupport({ customPlay: true, isReceiveOnly: true });
    } finally {
      scope.RTCPeerConnection = Native;
    }
    // It rejects for browsers that it does not know, and works in many of them: a join tells.
    await looking.catch(() => undefined);
  } finally {
    for (const connection of made) connection.close();
  }
}
