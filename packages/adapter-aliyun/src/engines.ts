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
 * Each engine keeps a canvas, a video element and its audio for good, also after it has left, so one that has left in order
 * serves the next call. What a join itself leaves behind stays: one unused `RTCPeerConnection` and one timer of five seconds
 * each (measured: 100 and 100 after 100 calls).
 */
export function createEngines(load: () => Promise<AliEngineConstructor>): Engines {
  const idle: AliEngine[] = [];
  return {
    load,
    async take() {
      const Engine = await load();
      return idle.pop() ?? make(Engine);
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
  return engine;
}
