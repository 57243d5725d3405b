import { aliyun } from '@jackfield/adapter-aliyun';
import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { livekit } from '@jackfield/adapter-livekit';

const refused = (): Promise<never> => Promise.reject(new Error('This page joins nothing with it.'));

/** Every other adapter there is. */
const adapters = [aliyun({ credential: refused }), livekit({ credential: refused }), fake(createFakeCloud())];

/** Loads the SDK of each, and resolves with their names and with what they have changed of the page's platform. */
async function loadOthers(): Promise<{
  readonly names: readonly string[];
  readonly patched: readonly string[];
}> {
  const platform = (): Record<string, unknown> => ({
    RTCPeerConnection: window.RTCPeerConnection,
    getUserMedia: MediaDevices.prototype.getUserMedia,
    addTrack: RTCPeerConnection.prototype.addTrack,
    WebSocket: window.WebSocket,
    BroadcastChannel: window.BroadcastChannel,
  });
  const before = platform();
  for (const adapter of adapters) {
    await adapter.checkSupport();
    await adapter.preload();
  }
  const after = platform();
  return {
    names: adapters.map(({ name }) => name),
    patched: Object.keys(before).filter((name) => before[name] !== after[name]),
  };
}

declare global {
  interface Window {
    loadOthers: typeof loadOthers;
  }
}

window.loadOthers = loadOthers;
