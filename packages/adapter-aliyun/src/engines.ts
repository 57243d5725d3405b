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
 * Each engine keeps one `RTCPeerConnection`, one canvas and one video element for good, also after it has left (measured), so
 * one that has left in order serves the next call.
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
