import type { Rules } from '../rules.ts';
import { codeOf } from '../source-file.ts';
import { aliyunCalls } from './aliyun-calls.ts';

const bridge = 'jackfield-aliyun';

const flags: Readonly<Record<string, string>> = {
  configLocalAudioPublish: 'microphone',
  configLocalCameraPublish: 'camera',
  configLocalScreenPublish: 'screen',
};

/** Events that the bridge tells as the SDK did, as core tells them by source. */
const bridged = new Set(['onPublisher', 'onUnPublisher', 'onBye', 'onError']);
const people: Readonly<Record<string, string>> = { onJoin: 'onJoined', onLeave: 'onLeft' };
const advice: Readonly<Record<string, string>> = {
  onAudioLevel: 'watchLevels of @jackfield/core/levels tells who is how loud.',
  onMedia: 'getStats and watchStats of @jackfield/core/stats have the figures.',
  onNetworkQuality: 'watchQuality of @jackfield/core/stats tells the quality, in words.',
  onMediaStreamUpdate: 'session.participant(id)?.camera.mediaStream has the tracks.',
  onUpdateRole: 'permissions-changed tells what this session may do now.',
};

/** The table for `aliyun-webrtc-sdk` 1.16. */
export const aliyunRules: Rules = {
  module: 'aliyun-webrtc-sdk',
  engineClass: 'AliRtcEngine',
  bridge,
  construct(file, options) {
    const code = `${file.use('createSession', '@jackfield/core')}(${file.use('vendor', bridge)}())`;
    return options === undefined
      ? { code }
      : { code, note: 'Options of the engine were left out: core plays and shows everything itself.' };
  },
  call: (file, call) => aliyunCalls[call.method]?.(call, (name) => file.use(name, bridge)),
  property(file, { engine, name }) {
    const flag = flags[name];
    if (flag !== undefined) return { code: `${file.use('wanted', bridge)}(${engine}).${flag}` };
    if (name === 'currentCamera' || name === 'currentAudioCapture')
      return {
        left: `${name} is session.${name === 'currentCamera' ? 'camera' : 'microphone'}.setDevice(id).`,
      };
    return undefined;
  },
  listen(file, { engine, event, listener }) {
    const name = bridged.has(event) ? event : people[event];
    if (name !== undefined) return { code: `${file.use(name, bridge)}(${engine}, ${codeOf(listener)})` };
    return {
      left: advice[event] ?? `The event ${event} has no row in the table: session.native is the engine.`,
    };
  },
  types: {},
};
