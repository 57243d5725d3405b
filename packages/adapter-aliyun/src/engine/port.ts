import type { AliRtcEngine } from '../sdk-types/engine.ts';
import type { AliRtcEngineEvents } from '../sdk-types/events.ts';
import type { AliRtcEngineOptions } from '../sdk-types/options.ts';

/** What is used of the vendor's engine, picked from the description of the whole. */
export type AliEngine = Pick<
  AliRtcEngine,
  | 'configLocalAudioPublish'
  | 'configLocalCameraPublish'
  | 'configLocalScreenPublish'
  | 'configRemoteAudio'
  | 'configRemoteCameraTrack'
  | 'configRemoteScreenTrack'
  | 'enableAudioVolumeIndicator'
  | 'getUserInfo'
  | 'getUserList'
  | 'isSupport'
  | 'joinChannel'
  | 'leaveChannel'
  | 'muteLocalCamera'
  | 'muteLocalMic'
  | 'off'
  | 'on'
  | 'publish'
  | 'setChannelProfile'
  | 'setClientRole'
  | 'setExternalMediaTrack'
  | 'subscribe'
  | 'unPublish'
  | 'unSubscribe'
>;

/** How an engine is made. `customPlay` keeps the SDK away from elements and gives tracks. */
export type AliEngineConstructor = new (options?: AliRtcEngineOptions) => AliEngine;

/** What to do at each of its events. */
export type AliListeners = {
  readonly [Name in keyof AliRtcEngineEvents]: (payload: AliRtcEngineEvents[Name]) => void;
};
