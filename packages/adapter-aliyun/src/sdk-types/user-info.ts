/** The SDK's words for the streams of somebody; remote tracks carry them as their ids. */
export type AliStreamLabel =
  | 'sophon_audio'
  | 'sophon_video_camera_large'
  | 'sophon_video_camera_small'
  | 'sophon_video_camera_super'
  | 'sophon_video_screen_share';

/** One stream of a user. */
export interface AliRtcStreamConfig {
  /** An {@link AliStreamLabel} in 1.16; the service may know others. */
  readonly label: string;
  /** `audio` or `video`. */
  readonly type?: string;
  /** `active`, or `inactive` for placeholders: nothing is published for them. */
  readonly state: string;
  /** Whether this engine receives it; left out before the first publication was reported. */
  readonly subscribed?: boolean;
  /** Whether its owner muted it; left out in placeholders. */
  readonly muted?: boolean;
}

/** A remote user. */
export interface AliRtcUserInfo {
  /** Their user id. */
  readonly userId: string;
  /** Their name as it arrived; nothing was escaped on the way. */
  readonly displayName?: string;
  /** Whether this page has silenced their sound. */
  readonly muteAudioPlaying?: boolean;
  /** What they publish. */
  readonly streamConfigs: readonly AliRtcStreamConfig[];
}
