/** The SDK's word for one stream of somebody; remote tracks carry it as their id. */
export type AliStreamLabel =
  | 'sophon_audio'
  | 'sophon_video_camera_large'
  | 'sophon_video_camera_small'
  | 'sophon_video_camera_super'
  | 'sophon_video_screen_share';

/** One stream of a user. */
export interface AliRtcStreamConfig {
  /** Which. */
  readonly label: AliStreamLabel;
  /** What kind. */
  readonly type: 'audio' | 'video';
  /** `inactive` entries are placeholders: nothing is published for them. */
  readonly state: 'active' | 'inactive';
  /** Whether this engine receives it; left out before the first publication was reported. */
  readonly subscribed?: boolean;
  /** Whether its owner muted it. */
  readonly muted: boolean;
}

/** A remote user. */
export interface AliRtcUserInfo {
  /** Their user id. */
  readonly userId: string;
  /** Their name as it arrived; nothing was escaped on the way. */
  readonly displayName: string;
  /** Whether this engine plays their sound. */
  readonly muteAudioPlaying: boolean;
  /** What they publish. */
  readonly streamConfigs: readonly AliRtcStreamConfig[];
}
