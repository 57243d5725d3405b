// The questions, put to the bare SDK.
import 'aliyun-webrtc-sdk';
import { pause } from '@jackfield/contract/browser';
import type { AliRtcAuthInfo, AliEngine } from '../../src/index.ts';
import { probes } from '../../test-contract/probes/probes.ts';
import { shapeOf, type ProbeStage } from '../../test-contract/probes/stage.ts';
import { paintHue, singTone, wakeAudio } from './known-media.ts';

declare global {
  interface Window {
    /** Puts one of the questions, by its place in the list. */
    probe(index: number): Promise<unknown>;
    /** Tells the service what to do. */
    probeAsk(name: string, room: string, ...values: readonly unknown[]): Promise<unknown>;
  }
}

/** How often is looked, and how long at most: for something to happen, and for a call to settle. */
const stepMs = 20;
const untilMs = 8_000;
const settleMs = 1_500;

let deviceCalls = 0;
navigator.mediaDevices.getUserMedia = (wanted = {}) => {
  deviceCalls += 1;
  const audio = wanted.audio ? [singTone(440).track] : [];
  return Promise.resolve(new MediaStream([...audio, ...(wanted.video ? [paintHue(0).track] : [])]));
};

function stageOf(room: string): ProbeStage {
  const tell = async (name: string, ...values: readonly unknown[]): Promise<void> => {
    await window.probeAsk(name, room, ...values);
  };
  const Engine = Reflect.get(window, 'AliRtcEngine') as new (options: object) => AliEngine;
  return {
    engine: () => new Engine({ customPlay: true, isDebug: true }),
    auth: (userId) => window.probeAsk('auth', room, userId) as Promise<AliRtcAuthInfo>,
    async far(userId) {
      await tell('far', userId);
      return {
        publish: (...sources) => tell('publish', userId, sources),
        withdraw: () => tell('withdraw', userId),
        leave: () => tell('leave', userId),
      };
    },
    refuse: (operation) => tell('refuse', operation),
    async hold(operation) {
      await tell('hold', operation);
      return () => tell('release', operation);
    },
    kick: (userId) => tell('kick', userId),
    track: (kind) => (kind === 'audio' ? singTone(660) : paintHue(120)).track,
    deviceCalls: () => deviceCalls,
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

window.probe = async (index) => {
  await wakeAudio();
  return probes[index]?.ask(stageOf(`probe-${String(index)}`));
};
