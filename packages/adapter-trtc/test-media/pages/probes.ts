// The questions, put to the bare SDK.
import TRTC from 'trtc-sdk-v5';
import { paint, pause, sing } from '@jackfield/contract/browser';
import type { TrtcEnterRoom, TrtcSdk } from '../../src/index.ts';
import { probes } from '../../test-contract/probes/probes.ts';
import { shapeOf, type ProbeStage } from '../../test-contract/probes/stage.ts';

declare global {
  interface Window {
    /** Puts one of the questions, by its place in the list. */
    probe(index: number): Promise<unknown>;
    /** Tells the service what to do. */
    probeAsk(name: string, room: string, ...values: readonly unknown[]): Promise<unknown>;
  }
}

/** The time between two looks, and the longest wait: for something to happen, and for a call to settle. Milliseconds. */
const stepMs = 20;
const untilMs = 8_000;
const settleMs = 1_500;

// The adapter's description of it stands for its types, whose enums nobody outside can name.
const bare: unknown = TRTC;
const sdk = bare as TrtcSdk;

function stageOf(room: string): ProbeStage {
  const tell = async (name: string, ...values: readonly unknown[]): Promise<void> => {
    await window.probeAsk(name, room, ...values);
  };
  const entry = async (userId: string): Promise<TrtcEnterRoom> => ({
    ...((await window.probeAsk('entry', room, userId)) as TrtcEnterRoom),
    scene: 'rtc',
    autoReceiveAudio: false,
    autoReceiveVideo: false,
  });
  return {
    instance: () => sdk.create({ enableAutoPlayDialog: false, enableVolumeControlInIOS: true }),
    entry,
    // Another user's.
    forged: async (userId) => ({ ...(await entry(userId)), userSig: (await entry('mallory')).userSig }),
    async far(userId) {
      await tell('far', userId);
      return {
        publish: (...slots) => tell('publish', userId, slots),
        mute: (slot, muted) => tell('mute', userId, slot, muted),
        say: (cmdId, text) => tell('say', userId, cmdId, text),
        leave: () => tell('leave', userId),
      };
    },
    async refuse(operation, code) {
      await tell('refuse', operation, code);
      return () => tell('allow', operation);
    },
    async hold(operation) {
      await tell('hold', operation);
      return () => tell('release', operation);
    },
    kick: (userId) => tell('kick', userId),
    close: () => tell('close'),
    track: (kind) => (kind === 'audio' ? sing(window, { tone: 660 }) : paint(window, { hue: 120 })).track,
    async until(what, holds) {
      for (let waitedMs = 0; !holds(); waitedMs += stepMs) {
        if (waitedMs > untilMs) throw new Error(`It does not come to this: ${what}`);
        await pause(stepMs);
      }
    },
    async how(call) {
      const settled = call.then(() => 'resolved', shapeOf);
      return Promise.race([settled, pause(settleMs).then(() => 'pending')]);
    },
  };
}

window.probe = (index) => {
  sdk.setLogLevel(5, false);
  return probes[index]?.ask(stageOf(`probe-${String(index)}`)) ?? Promise.resolve();
};
