import type { AliRtcViewType } from './options.ts';
import type { AliRtcUserInfo } from './user-info.ts';

/** What is received. */
export interface AliRtcRemoteApi {
  /** Everybody else. */
  getUserList(): readonly AliRtcUserInfo[];
  /** One of them. */
  getUserInfo(userId: string): AliRtcUserInfo | null | undefined;
  /** Counts at the next `subscribe`; default on. False for an unknown user. */
  configRemoteAudio(userId: string, wanted: boolean): boolean;
  /** Default on, large. */
  configRemoteCameraTrack(userId: string, preferLarge: boolean, wanted: boolean): boolean;
  /** Default off. */
  configRemoteScreenTrack(userId: string, wanted: boolean): boolean;
  /** Resolves before media. Never settles where the service refuses, and every later one for that user then rejects 10500. */
  subscribe(userId: string): Promise<string>;
  /** Rejects `{ message }` where nothing is subscribed to. */
  unSubscribe(userId: string): Promise<void>;
  /** Plays somebody in an element. False for an unknown user, and with `customPlay`. */
  setDisplayRemoteVideo(userId: string, element: HTMLMediaElement, type: AliRtcViewType): boolean;
  /** Of this page alone. */
  muteRemoteAudioPlaying(userId: string, muted: boolean): boolean;
  /** Also for those who come later. */
  muteAllRemoteAudioPlaying(muted: boolean): boolean;
  /** 0 to 1; `-1` as user for everybody. */
  setAudioVolume(userId: string | -1, volume: number): boolean;
  /** 0 to 1; -1 with `customPlay`. */
  getAudioVolume(userId: string): number;
}
