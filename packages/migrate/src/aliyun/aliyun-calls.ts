import type { MethodCall, Replacement } from '../rules.ts';

type Call = (call: MethodCall, bridge: (name: string) => string) => Replacement;

/** A call that the bridge has under a name, with the engine first. */
const bridged =
  (name: string): Call =>
  ({ engine, texts }, bridge) => ({
    code: `${bridge(name)}(${[engine, ...texts].join(', ')})`,
  });
const received: Call = () => ({
  left: 'What can be seen is received: this call has nothing to do any more.',
});

/** Calls of an engine, and what takes their place. */
export const aliyunCalls: Readonly<Record<string, Call>> = {
  isSupport: bridged('isSupported'),
  startPreview: bridged('startPreview'),
  stopPreview: ({ engine }) => ({ code: `${engine}.camera.disable()` }),
  joinChannel: bridged('joinChannel'),
  leaveChannel: ({ engine }) => ({ code: `${engine}.leave()` }),
  dispose: ({ engine }) => ({ code: `${engine}.dispose()` }),
  publish: bridged('publish'),
  unPublish: bridged('unpublish'),
  subscribe: bridged('subscribe'),
  unSubscribe: bridged('unsubscribe'),
  muteLocalMic: ({ engine, texts: [muted = 'true'] }, bridge) => ({
    code: `${bridge('setMuted')}(${engine}.microphone, ${muted})`,
  }),
  muteLocalCamera: ({ engine, texts: [muted = 'true'] }, bridge) => ({
    code: `${bridge('setMuted')}(${engine}.camera, ${muted})`,
  }),
  setDisplayRemoteVideo({ engine, texts: [userId = '', video = '', which = '1'] }, bridge) {
    const source = { 1: `'camera'`, 2: `'screen'` }[which] ?? `${which} === 2 ? 'screen' : 'camera'`;
    return { code: `${bridge('show')}(${engine}, ${userId}, ${video}, ${source})` };
  },
  configRemoteAudio: received,
  configRemoteCameraTrack: received,
  configRemoteScreenTrack: received,
  getDevices: () => ({ left: 'watchDevices of @jackfield/core/devices lists what is plugged in.' }),
  setClientRole: () => ({
    left: 'setRole(session, role) of @jackfield/core/profile, with profile: "interactive-live".',
  }),
  setChannelProfile: () => ({
    left: 'The profile is an option of the adapter: aliyun({ profile: "interactive-live" }).',
  }),
};
