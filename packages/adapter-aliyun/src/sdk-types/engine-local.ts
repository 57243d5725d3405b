import type { AliRtcTrackType, AliRtcVideoProfile } from './options.ts';

/** What is sent. */
export interface AliRtcLocalApi {
  /** Whether sound is announced from the next `publish` on. Default true. */
  configLocalAudioPublish: boolean;
  /** Whether the camera is. Default true. */
  configLocalCameraPublish: boolean;
  /** Whether the screen is. Default false. */
  configLocalScreenPublish: boolean;
  /** Whether the SDK may open the camera at all. Default true. */
  enableCamera: boolean;
  /** Before joining it rejects a TypeError; with another one under way 10500. After a failure call `unPublish` before the next. */
  publish(): Promise<void>;
  /** Rejects `{ message }` where nothing is published. Ends every track that the engine holds, also those that it was given. */
  unPublish(): Promise<unknown>;
  /** Another source than a device; null takes it back. Counts before the first `publish` of a publication only. */
  setExternalMediaTrack(track: MediaStreamTrack | null, type: AliRtcTrackType): boolean;
  /** False where no camera is published. */
  muteLocalCamera(muted: boolean): boolean;
  /** False where no microphone is. `remember` keeps it over the next publication. */
  muteLocalMic(muted: boolean, remember?: boolean): boolean;
  /** 1 camera, 2 screen. Counts from the next start of that source on. */
  setVideoProfile(profile: AliRtcVideoProfile, type: 1 | 2): boolean;
  /** The same for the camera. Write only. */
  videoProfile: AliRtcVideoProfile;
  /** Shows the own camera in an element; any other element is rejected with a ReferenceError. */
  startPreview(element: HTMLMediaElement): Promise<void>;
  /** Ends it. */
  stopPreview(): Promise<void>;
  /** Shows what is shared, blank before. */
  startScreenSharePreview(element: HTMLMediaElement): Promise<void>;
  /** Ends it. */
  stopScreenSharePreview(): Promise<void>;
  /** Default on: a preview of 1280×720 whatever the profile. */
  enableHighDefinitionPreview(enabled: boolean): boolean;
  /** A stub: always false. */
  setConfigMixBackgroundAudio(enabled: boolean): boolean;
}
