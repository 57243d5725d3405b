import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { AliEngine, AliEngineConstructor } from '../src/engine/port.ts';
import type { AliRtcEngine, AliRtcEngineConstructor } from '../src/sdk-types/engine.ts';

type Kind = 'method' | 'read' | 'write' | 'both';

/** Every member of the declarations, and no other: the compiler sees to both. What the real one is, the test. */
const declared = {
  isSupport: 'method',
  isSupportScreenShare: 'method',
  getVersion: 'method',
  setLogLevel: 'method',
  getLogLevel: 'method',
  setChannelProfile: 'method',
  setClientRole: 'method',
  setAudioOnlyMode: 'method',
  joinChannel: 'method',
  leaveChannel: 'method',
  dispose: 'method',
  on: 'method',
  off: 'method',
  has: 'method',
  hasEventListener: 'method',
  addEventListener: 'method',
  replaceEventListener: 'method',
  removeEventListener: 'method',
  dispatchEvent: 'method',
  configLocalAudioPublish: 'both',
  configLocalCameraPublish: 'both',
  configLocalScreenPublish: 'both',
  enableCamera: 'both',
  publish: 'method',
  unPublish: 'method',
  setExternalMediaTrack: 'method',
  muteLocalCamera: 'method',
  muteLocalMic: 'method',
  setVideoProfile: 'method',
  videoProfile: 'write',
  startPreview: 'method',
  stopPreview: 'method',
  startScreenSharePreview: 'method',
  stopScreenSharePreview: 'method',
  enableHighDefinitionPreview: 'method',
  setConfigMixBackgroundAudio: 'method',
  getUserList: 'method',
  getUserInfo: 'method',
  configRemoteAudio: 'method',
  configRemoteCameraTrack: 'method',
  configRemoteScreenTrack: 'method',
  subscribe: 'method',
  unSubscribe: 'method',
  setDisplayRemoteVideo: 'method',
  muteRemoteAudioPlaying: 'method',
  muteAllRemoteAudioPlaying: 'method',
  setAudioVolume: 'method',
  getAudioVolume: 'method',
  getDevices: 'method',
  getAvailableResolutions: 'method',
  setAudioOutput: 'method',
  currentCamera: 'write',
  currentAudioCapture: 'write',
  enableAudioVolumeIndicator: 'both',
  startAudioMixing: 'method',
  stopAudioMixing: 'method',
  pauseAudioMixing: 'method',
  resumeAudioMixing: 'method',
  adjustAudioMixingVolume: 'method',
  setAudioMixingPosition: 'method',
  getAudioMixingDuration: 'method',
  getAudioMixingCurrentPosition: 'method',
  startLiveStreaming: 'method',
  stopLiveStreaming: 'method',
  muteLiveStream: 'method',
} satisfies Readonly<Record<keyof AliRtcEngine, Kind>>;

/** The real class. Loading it needs a few globals; it is never constructed here. */
function realClass(): { readonly prototype: object } {
  const file = createRequire(import.meta.url).resolve('aliyun-webrtc-sdk');
  const scope: Record<string, unknown> = {
    navigator: { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0 Safari/537.36' },
    document: {},
    location: { protocol: 'https:' },
    setTimeout,
  };
  Object.assign(scope, { window: scope, self: scope });
  runInContext(readFileSync(file, 'utf8'), createContext(scope));
  const found = scope['AliRtcEngine'];
  if (typeof found !== 'function') throw new Error('The SDK left no global.');
  const prototype: unknown = found.prototype;
  if (typeof prototype !== 'object' || prototype === null) throw new Error('The global is no class.');
  return { prototype };
}

function membersOf(prototype: object): Readonly<Record<string, Kind>> {
  const found: Record<string, Kind> = {};
  const above = (value: object): object | null => Object.getPrototypeOf(value) as object | null;
  // The last level is the plain object's own.
  for (let level: object | null = prototype; level && above(level); level = above(level)) {
    for (const [name, { get, set }] of Object.entries(Object.getOwnPropertyDescriptors(level))) {
      const kind = get && set ? 'both' : get ? 'read' : set ? 'write' : 'method';
      if (name !== 'constructor' && !name.startsWith('_')) found[name] ??= kind;
    }
  }
  return found;
}

describe('the declarations of the SDK', () => {
  it('have exactly the public members of the real class, each of its kind', () => {
    expect(membersOf(realClass().prototype)).toEqual(declared);
  });

  it('cover what the adapter uses', () => {
    expectTypeOf<AliRtcEngine>().toExtend<AliEngine>();
    expectTypeOf<AliRtcEngineConstructor>().toExtend<AliEngineConstructor>();
  });
});
